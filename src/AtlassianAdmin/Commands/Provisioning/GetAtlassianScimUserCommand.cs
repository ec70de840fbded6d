using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Gets users of the connected SCIM directory: those who are named, or all.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianScimUser", DefaultParameterSetName = "All", SupportsPaging = true)]
[OutputType(typeof(ScimUser))]
public sealed class GetAtlassianScimUserCommand : PersonReadCmdlet
{
    /// <summary>Who: a user name, a SCIM id, an external id, an account id, an e-mail address, a person that this module returned, or a row with such a column. Without it, everybody.</summary>
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

    /// <summary>Only users who are let in ($true), or who are not ($false). The directory does not filter by it: everybody is read.</summary>
    [Parameter(ParameterSetName = "All")]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    public bool Active { get; set; }

    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Identity")
            base.ProcessRecord();
        else
            Stream(token => Scim.Users.ListAsync(filter: null, token), user => !MyInvocation.BoundParameters.ContainsKey(nameof(Active)) || user.Active == Active);
    }

    // The directory counts everybody, and not who is let in.
    private protected override Func<Task<long?>>? Count =>
        ParameterSetName == "All" && !MyInvocation.BoundParameters.ContainsKey(nameof(Active)) ? async () => await Scim.Users.CountAsync(GiveUp).ConfigureAwait(false) : null;

    private protected override Task<IEnumerable<object>> ReadAsync(ResolvedIdentity person) =>
        Task.FromResult<IEnumerable<object>>([person.ScimUser!]);
}
