using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Commands.Site;

/// <summary>Gets groups of a site: by name or id, by a search, those that a person is in, or all of them.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianSiteGroup", DefaultParameterSetName = "Search", SupportsPaging = true)]
[OutputType(typeof(SiteGroup))]
public sealed class GetAtlassianSiteGroupCommand : AtlassianCmdlet
{
    /// <summary>Names or ids; wildcards are understood in names.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Group")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SiteGroupNameCompleter))]
    public GroupReference[] Group { get; set; } = [];

    /// <summary>Part of a name.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateNotNullOrEmpty]
    [NoWildcard]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? SearchTerm { get; set; }

    /// <summary>Groups that this person is in.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Member")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity? Member { get; set; }

    /// <summary>The connected site to use, or its host; without it the current one.</summary>
    [Parameter]
    [SiteTransformation]
    [ArgumentCompleter(typeof(SiteHostCompleter))]
    [ValidateNotNull]
    public AtlassianSite? Site { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SiteClient client = SiteInUse(Site).Client;
        switch (ParameterSetName)
        {
            case "Group":
                ReadEach(Group, group => group.Text, reference => WriteGroup(client, reference));
                break;
            case "Member":
                WriteGroupsOf(client, Member ?? new UserIdentity(""));
                break;
            default:
                if (SearchTerm is null)
                    Stream(token => client.Groups.ListAsync(cancellationToken: token));
                else
                    WriteObject(Run(() => client.Groups.SearchAsync(SearchTerm, GiveUp)), enumerateCollection: true);
                break;
        }
    }

    private void WriteGroup(SiteClient client, GroupReference reference)
    {
        if (WildcardPattern.ContainsWildcardCharacters(reference.Text))
        {
            var pattern = WildcardPattern.Get(reference.Text, WildcardOptions.IgnoreCase);
            Stream(token => client.Groups.ListAsync(cancellationToken: token), group => pattern.IsMatch(group.Name ?? ""));
        }
        else
        {
            WriteObject(Await(Begin(() => SiteGroupResolver.ResolveAsync(client, reference, GiveUp))));
        }
    }

    private void WriteGroupsOf(SiteClient client, UserIdentity identity)
    {
        try
        {
            IReadOnlyList<SiteGroup> groups = Await(Begin(async () =>
            {
                ResolvedIdentity person = (await IdentityResolver.ResolveAsync(new SitePeople(client), [identity], GiveUp).ConfigureAwait(false)).Single();
                IdentityWarnings.Note(person);
                return person.Failure is null
                    ? await client.Users.GetGroupsAsync(person.Target!.AccountId, GiveUp).ConfigureAwait(false)
                    : throw person.Failure;
            }));
            WriteObject(groups, enumerateCollection: true);
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, identity.Input));
        }
    }
}
