using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Gets groups: by name or id, by a search, or those that a person is in.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianGroup", DefaultParameterSetName = "Search", SupportsPaging = true)]
[OutputType(typeof(Group))]
public sealed class GetAtlassianGroupCommand : ConnectedCmdlet
{
    private GroupSearch? _search;

    /// <summary>Names or ids; wildcards are understood in names.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Group")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
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

    /// <summary>Only groups of these directories, by name, id or object.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference[]? Directory { get; set; }

    /// <summary>Only groups with a role on these products.</summary>
    [Parameter(ParameterSetName = "Search")]
    [Parameter(ParameterSetName = "Member")]
    [ValidateNotNullOrEmpty]
    [Alias("Product")]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ResourceReference[]? Resource { get; set; }

    /// <summary>Only groups with these roles.</summary>
    [Parameter(ParameterSetName = "Search")]
    [Parameter(ParameterSetName = "Member")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleCompleter))]
    [KnownValues(typeof(Role), nameof(AtlassianAdmin.Client.Roles.Role.OfSearches))]
    public string[]? Role { get; set; }

    /// <summary>Counts the people and resources of each group.</summary>
    [Parameter]
    public SwitchParameter WithCounts { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        IReadOnlyList<string>? directories = Run(() => ReferenceResolver.DirectoriesAsync(client, Directory, GiveUp));
        switch (ParameterSetName)
        {
            case "Group":
                ReadEach(Group, group => group.Text, group => WriteGroup(group, directories));
                break;
            case "Member":
                UserIdentity identity = Member ?? new UserIdentity("");
                ResolvedIdentity person = Run(() => IdentityResolver.ResolveAsync(client, [identity], GiveUp)).Single();
                IdentityWarnings.Note(person);
                if (person.Failure is not null)
                    WriteError(person.Failure.ToErrorRecord(this, identity.Input));
                else
                    Search(directories, accountId: person.Target!.AccountId, person: person);
                break;
            default:
                Search(directories, term: SearchTerm, person: null);
                break;
        }
    }

    private void WriteGroup(GroupReference reference, IReadOnlyList<string>? directories)
    {
        AdminClient client = Client;
        if (WildcardPattern.ContainsWildcardCharacters(reference.Text))
        {
            var pattern = WildcardPattern.Get(reference.Text, WildcardOptions.IgnoreCase);
            Stream(token => client.Groups.SearchAsync(SearchOf(directories), token), group => pattern.IsMatch(group.Name ?? ""));
        }
        else if (reference.IsId && (Directory is not null || WithCounts))
        {
            // The call for one group knows neither a directory nor what to count.
            if (!Search(directories, id: reference.Text))
                throw new AdminException(ErrorCode.GroupNotFound, ("detail", $"no group {reference.Text}{(Directory is null ? "" : " is in that directory")}"));
        }
        else if (reference.IsId || reference.Group is not null)
        {
            WriteObject(Await(Begin(() => client.Groups.GetAsync(reference.Text, GiveUp))));
        }
        else if (!Search(directories, name: reference.Text))
        {
            throw new AdminException(ErrorCode.GroupNotFound, ("detail", $"no group is named '{reference.Text}'"));
        }
    }

    /// <summary>A search that finds nothing says why, where an id that was given is not there.</summary>
    private void Search(IReadOnlyList<string>? directories, ResolvedIdentity? person, string? term = null, string? accountId = null)
    {
        if (!Search(directories, term, accountId: accountId))
            WriteMissing(person?.Target, Directory, Resource, person?.Identity.Input);
    }

    private bool Search(IReadOnlyList<string>? directories, string? term = null, string? name = null, string? accountId = null, string? id = null)
    {
        AdminClient client = Client;
        IReadOnlyList<string>? resources = Run(() => ReferenceResolver.ResourcesAsync(client, Resource, isFilter: true, GiveUp));
        bool any = false;
        _search = SearchOf(directories, term, name, accountId, resources, id);
        Stream(token => client.Groups.SearchAsync(_search, token), _ => any = true);
        return any;
    }

    // Of groups that are named nobody needs to be told how many there are.
    private protected override Func<Task<long?>>? Count =>
        ParameterSetName != "Group" && _search is { } search ? async () => await Client.Groups.CountAsync(search, GiveUp).ConfigureAwait(false) : null;

    private GroupSearch SearchOf(
        IReadOnlyList<string>? directories,
        string? term = null,
        string? name = null,
        string? accountId = null,
        IReadOnlyList<string>? resources = null,
        string? id = null) => new()
        {
            SearchTerm = term,
            GroupNames = name is null ? null : [name],
            GroupIds = id is null ? null : [id],
            AccountIds = accountId is null ? null : [accountId],
            DirectoryIds = directories,
            ResourceIds = resources,
            RoleIds = Role,
            Expand = WithCounts ? ["counts.users", "counts.resources"] : null,
            Limit = OrganizationsClient.LargestPage,
        };
}
