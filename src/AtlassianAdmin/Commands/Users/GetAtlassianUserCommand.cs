using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Gets people: by identity, by a search over the directories, or every managed account.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianUser", DefaultParameterSetName = "Search", SupportsPaging = true)]
[OutputType(typeof(User), ParameterSetName = ["Search", "Identity"])]
[OutputType(typeof(ManagedAccount), ParameterSetName = ["ManagedAccount"])]
public sealed class GetAtlassianUserCommand : PersonReadCmdlet
{
    // How sure a total is, as PowerShell tells it: "Total count", "Estimated total count", "Unknown total count".
    private const double Exact = 1;
    private const double Estimated = 0.5;
    private const double Unknown = 0;

    private long _place;
    private Lazy<Task<Dictionary<string, string>>>? _sites;

    /// <inheritdoc/>
    // Not by property name: an object whose Email is hidden would be nobody by that alias, although it has an AccountId.
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Identity")]
    [Alias("Email", "AccountId")]
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

    /// <summary>The display name, whatever its case; * and ? stand for any letters.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Name { get; set; }

    /// <summary>Part of a display name or e-mail address.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateNotNullOrEmpty]
    [NoWildcard]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? SearchTerm { get; set; }

    /// <summary>Whether the organization manages the account.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateSet("managed", "unmanaged")]
    public string? ClaimStatus { get; set; }

    /// <summary>What state the person is in.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateSet("active", "suspended", "not_invited", "deactivated", "for_deletion")]
    [ValidateCount(1, 4)]
    public string[]? Status { get; set; }

    /// <summary>What state the account is in.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateSet("active", "inactive", "closed")]
    public string[]? AccountStatus { get; set; }

    /// <summary>What state the membership in the directories is in.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateSet("active", "suspended", "no_membership")]
    public string[]? MembershipStatus { get; set; }

    /// <summary>Only people of these groups, by name, id or object.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateCount(1, 10)]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference[]? Group { get; set; }

    /// <summary>Only people with these roles, such as atlassian/org-admin.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateCount(1, 10)]
    [ArgumentCompleter(typeof(RoleCompleter))]
    [KnownValues(typeof(Role), nameof(AtlassianAdmin.Client.Roles.Role.OfSearches))]
    public string[]? Role { get; set; }

    /// <summary>Only people with a role on these products: ARIs, workspace objects, a host, or host and product.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateNotNullOrEmpty]
    [Alias("Product")]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ResourceReference[]? Resource { get; set; }

    /// <summary>Only people with an e-mail address of these domains.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateCount(1, 10)]
    [EmailDomain]
    [NoWildcard]
    [ArgumentCompleter(typeof(EmailDomainCompleter))]
    public string[]? EmailDomain { get; set; }

    /// <summary>Only people of these directories, by name, id or object.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateCount(1, 10)]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference[]? Directory { get; set; }

    /// <summary>Only people with a second factor; -MfaEnabled:$false finds those without.</summary>
    [Parameter(ParameterSetName = "Search")]
    public SwitchParameter MfaEnabled { get; set; }

    /// <summary>What to add to each person.</summary>
    [Parameter(ParameterSetName = "Search")]
    [Parameter(ParameterSetName = "Identity")]
    [ValidateSet("platformRoles", "productAccess", "groups", "counts.resources")]
    public string[]? Expand { get; set; }

    /// <summary>Lists every account that the organization manages, with last activity, seat and products.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ManagedAccount")]
    public SwitchParameter ManagedAccount { get; set; }

    /// <summary>How many of a list are needed for <c>-Skip</c> and <c>-First</c>.</summary>
    private long Most
    {
        get
        {
            ulong skip = Math.Min(PagingParameters.Skip, long.MaxValue);
            return (long)(skip + Math.Min(PagingParameters.First, long.MaxValue - skip));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        switch (ParameterSetName)
        {
            case "Identity":
                base.ProcessRecord();
                break;
            case "ManagedAccount":
                if (PagingParameters.IncludeTotalCount)
                    WriteObject(PagingParameters.NewTotalCount(0, Unknown));
                Stream(token => client.Organizations.GetManagedAccountsAsync(Most, token), NotSkipped<ManagedAccount>);
                break;
            default:
                UserSearch search = Run(() => SearchOfAsync(client));
                if (PagingParameters.IncludeTotalCount)
                    WriteObject(Run(() => CountAsync(client, search)));
                bool any = false;
                WildcardPattern? name = Name is null ? null : PatternOf(Name);
                // How many people a page has whose names fit is not known before.
                long most = name is null ? Most : long.MaxValue;
                Stream(token => client.Users.SearchAsync(search, most, token), user => (any = true) && name?.IsMatch(user.Name ?? "") != false && NotSkipped(user) && _place <= Most && NameSites(user));
                if (!any)
                    WriteMissing(person: null, Directory, Resource);
                break;
        }
    }

    // Of people who are named, -Skip and -First count the names.
    private protected override void Collect(UserIdentity identity)
    {
        if (identity.Row is null && identity.Input.IndexOf('*') >= 0)
            FindAll(identity.Input);
        else if (NotSkipped(identity) && _place <= Most)
            base.Collect(identity);
    }

    /// <summary>Everybody whose name or e-mail address fits a pattern.</summary>
    private void FindAll(string text)
    {
        WriteCollected();
        AdminClient client = Client;
        WildcardPattern pattern = PatternOf(text);
        var search = new UserSearch { SearchTerm = LiteralOf(text), Expand = Expand, Limit = OrganizationsClient.LargestPage };
        Stream(
            token => client.Users.SearchAsync(search, token),
            user => (pattern.IsMatch(user.Name ?? "") || pattern.IsMatch(user.Email ?? "")) && NotSkipped(user) && _place <= Most && NameSites(user));
    }

    // Brackets stand in names as they are.
    private static WildcardPattern PatternOf(string text) =>
        WildcardPattern.Get(text.Trim().Replace("`", "``").Replace("[", "`[").Replace("]", "`]"), WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);

    /// <summary>The longest word of a pattern, for the service to look for; null when it has none.</summary>
    private static string? LiteralOf(string text) =>
        text.Split(['*', '?', ' ', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries).OrderByDescending(word => word.Length).FirstOrDefault();

    /// <summary>Says of each product on which site it is; true for a filter. Asked once, when the first person has a product.</summary>
    private bool NameSites(User user)
    {
        if (user.ProductAccess is { Count: > 0 })
            user.NameSites(Await(Begin(ReadSitesAsync)));
        return true;
    }

    private Task<Dictionary<string, string>> ReadSitesAsync() => LazyInitializer.EnsureInitialized(
        ref _sites, () => new Lazy<Task<Dictionary<string, string>>>(FindSitesAsync))!.Value;

    private async Task<Dictionary<string, string>> FindSitesAsync()
    {
        try
        {
            return await Client.Organizations.GetSitesAsync(GiveUp).ConfigureAwait(false);
        }
        catch (AdminException)
        {
            // The person is there all the same, with the ids of the products.
            return [];
        }
    }

    // Of people who are named the names are counted, and who is left out is not looked up.
    private protected override bool CountsObjects => false;

    private bool NotSkipped<T>(T item) => _place++ >= (long)Math.Min(PagingParameters.Skip, long.MaxValue);

    private async Task<PSObject> CountAsync(AdminClient client, UserSearch search)
    {
        try
        {
            long count = await client.Users.CountAsync(search, GiveUp).ConfigureAwait(false);
            return PagingParameters.NewTotalCount((ulong)count, search.SearchTerm is null && Name is null ? Exact : Estimated);
        }
        catch (AdminException)
        {
            // Nobody asked for a number alone: the people themselves may still be there to read.
            return PagingParameters.NewTotalCount(0, Unknown);
        }
    }

    private async Task<UserSearch> SearchOfAsync(AdminClient client)
    {
        return new UserSearch
        {
            SearchTerm = SearchTerm ?? (Name is null ? null : LiteralOf(Name)),
            ClaimStatus = ClaimStatus,
            Status = Status,
            AccountStatus = AccountStatus,
            MembershipStatus = MembershipStatus,
            GroupIds = await ReferenceResolver.GroupsAsync(client, Group, GiveUp).ConfigureAwait(false),
            RoleIds = Role,
            ResourceIds = await ReferenceResolver.ResourcesAsync(client, Resource, isFilter: true, GiveUp).ConfigureAwait(false),
            EmailDomains = EmailDomain,
            DirectoryIds = await ReferenceResolver.DirectoriesAsync(client, Directory, GiveUp).ConfigureAwait(false),
            MfaEnabled = MyInvocation.BoundParameters.ContainsKey(nameof(MfaEnabled)) ? (bool)MfaEnabled : null,
            Expand = Expand,
            Limit = Name is null ? (int)Math.Min(Math.Max(Most, 1), OrganizationsClient.LargestPage) : OrganizationsClient.LargestPage,
        };
    }

    private protected override async Task<IEnumerable<object>> ReadAsync(ResolvedIdentity person)
    {
        string accountId = person.Target!.AccountId;
        User? user = Expand is null ? person.User : null;
        if (Expand is not null)
        {
            // Only the search adds parts. Whom it does not know is read as without them.
            var search = new UserSearch { AccountIds = [accountId], Expand = Expand, Limit = 1 };
            // Collected at once: an await foreach has a field of a library's type, and PowerShell looks at fields at import.
            user = (await Paging.ToListAsync(Client.Users.SearchAsync(search, GiveUp)).ConfigureAwait(false)).FirstOrDefault();
        }

        if (user?.ProductAccess is { Count: > 0 })
            user.NameSites(await ReadSitesAsync().ConfigureAwait(false));
        return [user ?? await Client.Users.GetAsync(accountId, GiveUp).ConfigureAwait(false)];
    }
}
