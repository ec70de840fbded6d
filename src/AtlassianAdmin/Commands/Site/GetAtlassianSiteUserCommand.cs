using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Commands.Site;

/// <summary>Gets people of a site: by identity, by a search, the owner of the token, or everybody.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianSiteUser", DefaultParameterSetName = "Search", SupportsPaging = true)]
[OutputType(typeof(SiteUser))]
public sealed class GetAtlassianSiteUserCommand : PersonReadCmdlet
{
    // Kept: which site is meant is a question for the pipeline thread.
    private SiteClient? _client;

    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Identity")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public override UserIdentity[]? Identity { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = "Identity")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public override string? IdentityColumn { get; set; }

    /// <summary>The beginning of a word of the display name, or of the e-mail address. Finds active people only.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateNotNullOrEmpty]
    [NoWildcard]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? SearchTerm { get; set; }

    /// <summary>The owner of the token.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Myself")]
    public SwitchParameter Myself { get; set; }

    /// <summary>The connected site to use, or its host; without it the current one.</summary>
    [Parameter]
    [SiteTransformation]
    [ArgumentCompleter(typeof(SiteHostCompleter))]
    [ValidateNotNull]
    public AtlassianSite? Site { get; set; }

    // No parameter here: a site has a connection of its own.
    /// <inheritdoc/>
    public override AtlassianConnection? Connection { get; set; }

    private protected override ITargetConnection TargetConnection => field ??= new SiteTarget(SiteInUse(Site));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SiteClient client = _client = SiteInUse(Site).Client;
        if (ParameterSetName == "Identity")
            base.ProcessRecord();
        else if (Myself)
            WriteObject(Run(() => client.Users.GetMyselfAsync(GiveUp)));
        else
            Stream(token => SearchTerm is null ? client.Users.ListAsync(token) : client.Users.SearchAsync(SearchTerm, token));
    }

    private protected override async Task<IEnumerable<object>> ReadAsync(ResolvedIdentity person) =>
        [await _client!.Users.GetAsync(person.Target!.AccountId, GiveUp).ConfigureAwait(false)];
}
