using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Fuzzing;

/// <summary>A small organization that is always the same, and the ids that operations are about.</summary>
internal sealed class FuzzWorld
{
    private FuzzWorld(SandboxOrganization organization)
    {
        Organization = organization;
        Mia = organization.Find("mia.active@example.com")!;
        Sina = organization.Find("scim.managed@example.com")!;
        // An operation may change the address.
        MiasEmail = Mia.Email;
    }

    public SandboxOrganization Organization { get; }

    public SandboxPerson Mia { get; }

    public string MiasEmail { get; }

    /// <summary>A person of the identity provider.</summary>
    public SandboxPerson Sina { get; }

    public string Main => Organization.DirectoryIds[0];

    public string GroupId { get; private set; } = "";

    public string SiteGroupId { get; private set; } = "";

    public string Jira { get; private set; } = "";

    public string TokenId { get; private set; } = "";

    public string EventId { get; private set; } = "";

    public string ApiKeyId { get; private set; } = "";

    public string ScimUserId { get; private set; } = "";

    public string ScimGroupId { get; private set; } = "";

    /// <summary>Ids and addresses of everybody: what a reply may name in place of the right one.</summary>
    public IReadOnlyList<string> Identities { get; private set; } = [];

    public static async Task<FuzzWorld> CreateAsync()
    {
        FuzzWorld world = new(NewOrganization());
        using var clients = new FuzzClients(world, address: null, new SandboxHandler(world.Organization), TimeProvider.System, TimeSpan.FromSeconds(100));
        List<Group> groups = await clients.Admin.Groups.SearchAsync(new GroupSearch()).ToListAsync();
        world.GroupId = groups.First(group => group.DirectoryId == world.Main && !group.IsLocked && group.Deletable == true).GroupId;
        List<Workspace> products = await clients.Admin.Organizations.GetWorkspacesAsync("sandbox", "jira-software").ToListAsync();
        world.Jira = products[0].ResourceId;
        world.TokenId = (await clients.Admin.Accounts.GetApiTokensAsync(world.Mia.AccountId))[0].TokenId;
        world.EventId = (await clients.Admin.Audit.SearchAsync(new()).FirstAsync()).EventId;
        world.ApiKeyId = (await clients.Admin.ApiAccess.GetKeysAsync().FirstAsync(key => key.Label == "Ad-hoc script")).ApiKeyId;
        world.ScimUserId = (await clients.Scim.Users.ListAsync(ScimFilter.UserName(world.Sina.Email)).FirstAsync()).ScimUserId;
        world.ScimGroupId = (await clients.Scim.Groups.ListAsync().FirstAsync()).ScimGroupId;
        world.SiteGroupId = world.GroupId;
        List<ScimUser> records = await clients.Scim.Users.ListAsync().ToListAsync();
        world.Identities =
        [
            .. world.Organization.People.SelectMany(person => new[] { person.AccountId, person.Email }),
            .. records.Select(record => record.ScimUserId),
            .. groups.Select(group => group.GroupId),
        ];
        return world;
    }

    /// <summary>The same with an organization in which nothing was changed yet.</summary>
    public FuzzWorld Anew() => new(NewOrganization())
    {
        GroupId = GroupId,
        SiteGroupId = SiteGroupId,
        Jira = Jira,
        TokenId = TokenId,
        EventId = EventId,
        ApiKeyId = ApiKeyId,
        ScimUserId = ScimUserId,
        ScimGroupId = ScimGroupId,
        Identities = Identities,
    };

    private static SandboxOrganization NewOrganization() =>
        new(new SandboxOptions { UserCount = 30, PageSize = 12, ListsOrganization = true, Clock = new ManualClock() });
}
