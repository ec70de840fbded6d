using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.ApiAccess;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Invitations;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Changes.Operations.Roles;
using AtlassianAdmin.Changes.Operations.Site;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Products;
using AtlassianAdmin.Sandbox.Provisioning;
using AtlassianAdmin.Simulation.Lives;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Running;

/// <summary>Makes of a command of a life what the module would make of the cmdlet: for whom, and what is asked.</summary>
internal sealed class Repertoire(World world)
{
    // Those whose objects are compared by reference when they go in one request.
    private readonly Dictionary<LifeCommand, OperationSpec> _shared = [];

    private SandboxOrganization Organization => world.Organization;

    /// <summary>What is asked for each person of a command; several people for what is asked of a group.</summary>
    public IEnumerable<Asked> Of(LifeCommand command)
    {
        SandboxPerson[] people = command.People.Select(p => Organization.People[p]).ToArray();
        return command.Kind switch
        {
            "CreateGroup" => [new Asked(new Subject("group"), new CreateGroup($"Group {command.Detail}", "For a life", Organization.DirectoryIds[command.Detail % 2]), [])],
            "DeleteGroup" => [OfGroup(command.Detail, g => new DeleteGroup(g))],
            "GroupRole" => [OfGroup(command.Detail, g => new GroupRole(g, "atlassian/user", Product(command.Detail).ResourceId, command.Detail % 3 > 0))],
            "SetScimGroupMembers" => [OfScimGroup(command.Detail, g => new SetScimGroupMembers(g.ScimGroupId, g.Name, Records(people)))],
            "DeleteScimGroup" => [OfScimGroup(command.Detail, g => new DeleteScimGroup(g.ScimGroupId, g.Name))],
            "CreateScimGroup" => [new Asked(new Subject("group"), new CreateScimGroup($"okta-new-{command.Detail}", null, Records(people)), people)],
            "RevokeApiKey" => [new Asked(new Subject("key"), RevokeKey(command.Detail), [])],
            "CreateScimUser" => people.Select((person, place) => CreateRecord(command, person, place)),
            "Invite" => people.Select((person, place) => Invitation(command, person, place)),
            _ => people.Select((person, place) => new Asked(SubjectOf(command, person), SpecOf(command, person, place), [person])),
        };
    }

    /// <summary>For whom, as the module would have resolved it.</summary>
    public static Subject Of(SandboxPerson person) => new(person.Email, person.AccountId, person.Email, person.Name);

    private Subject SubjectOf(LifeCommand command, SandboxPerson person)
    {
        bool isOfRecord = command.Kind is "SetScimUserActive" or "SetScimUser" or "DeleteScimUser" or "ScimGroupMembership";
        return isOfRecord && RecordOf(person) is { } record ? Of(person) with { ScimUserId = record.ScimUserId } : Of(person);
    }

    private OperationSpec SpecOf(LifeCommand command, SandboxPerson person, int place)
    {
        int detail = command.Detail;
        TargetDirectory directory = new(Organization.DirectoryIds[detail % 2], detail % 2 == 0 ? "Sandbox Company" : "Sandbox Partners");
        return command.Kind switch
        {
            "Disable" => new DisableAccount(detail % 2 == 0 ? null : "Left", OrByScim: detail % 3 == 0),
            "Enable" => new EnableAccount(OrByScim: detail % 3 == 0),
            "Delete" => new DeleteAccount(),
            "CancelDeletion" => new CancelDeletion(),
            "SetEmail" => new SetEmail(detail % 4 == 0 ? Organization.People[(detail + place) % Organization.People.Count].Email : $"moved{detail}.{world.IndexOf(person)}@example.{(detail % 5 == 1 ? "net" : "com")}"),
            "SetProfile" => new SetProfile { JobTitle = $"Title {detail}", Department = detail % 2 == 0 ? $"Department {detail}" : null, OnlyDifferences = detail % 3 == 0 },
            "RevokeToken" => new RevokeToken(person.Tokens.Count > 0 ? person.Tokens[detail % person.Tokens.Count].TokenId : "no-such-token", Listed: detail % 2 == 0 && person.Tokens.Count > 0),
            "RevokeAllTokens" => new RevokeAllTokens(),
            "SuspendInDirectory" => new SuspendInDirectory(directory),
            "ResumeInDirectory" => new ResumeInDirectory(directory),
            "RemoveFromDirectory" => new RemoveFromDirectory(directory),
            "Suspend" => new SuspendAccess(Directories: null),
            "Resume" => new ResumeAccess(Directories: null),
            "Remove" => new RemoveAccess([directory]),
            "GroupMembership" => Membership(person, detail),
            "UserRole" => new UserRole("atlassian/user", Product(detail).ResourceId, detail % 2 == 0),
            "DisableByScim" => new DisableByScim(Organization.ScimDirectoryId),
            "EnableByScim" => new EnableByScim(ScimDirectoryId: null),
            "SetScimUserActive" => new SetScimUserActive(detail % 2 == 0),
            "SetScimUser" => new SetScimUser { JobTitle = $"Title {detail}", Email = detail % 3 == 0 ? $"moved{detail}.{world.IndexOf(person)}@example.com" : null },
            "DeleteScimUser" => new DeleteScimUser(),
            "ScimGroupMembership" => ScimMembership(detail),
            "UnlinkScim" => new UnlinkScim(Organization.ScimDirectoryId, RecordOf(person)?.ScimUserId ?? "no-such-record"),
            "UnlinkAllScim" => new UnlinkAllScim(),
            "DeleteScimRecord" => new DeleteScimRecord(),
            "SiteGroupMembership" => SiteMembership(person, detail),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "No such command."),
        };
    }

    private GroupMembership Membership(SandboxPerson person, int detail)
    {
        SandboxGroup[] own = person.State.Groups.Where(g => g.IsModifiable).ToArray();
        SandboxGroup[] all = Organization.Groups.All.Where(g => g.IsModifiable).ToArray();
        return detail % 2 == 0 && own.Length > 0
            ? new GroupMembership(Target(own[detail % own.Length]), Member: false)
            : new GroupMembership(Target(all[detail % all.Length]), Member: true);
    }

    private SiteGroupMembership SiteMembership(SandboxPerson person, int detail)
    {
        SandboxGroup[] all = Organization.Groups.All.Where(g => g is { IsModifiable: true, Directory: 0 }).ToArray();
        SandboxGroup group = all[detail % all.Length];
        return new SiteGroupMembership(group.GroupId, group.Name, Member: !GroupStore.Has(group, person));
    }

    private ScimGroupMembership ScimMembership(int detail)
    {
        ScimGroupRecord? group = Organization.Scim.Groups.Count == 0 ? null : Organization.Scim.Groups[detail % Organization.Scim.Groups.Count];
        return new ScimGroupMembership(group?.ScimGroupId ?? "no-such-group", group?.Name, detail % 2 == 0);
    }

    private Asked OfGroup(int detail, Func<TargetGroup, OperationSpec> ask)
    {
        SandboxGroup[] all = Organization.Groups.All.Where(g => !g.IsDefault).ToArray();
        SandboxGroup group = all[detail % all.Length];
        return new Asked(new Subject(group.Name), ask(Target(group)), Organization.People.Where(p => GroupStore.Has(group, p)).ToArray());
    }

    private Asked OfScimGroup(int detail, Func<ScimGroupRecord, OperationSpec> ask)
    {
        if (Organization.Scim.Groups.Count == 0)
            return new Asked(new Subject("group"), new DeleteScimGroup("no-such-group", null), []);
        ScimGroupRecord group = Organization.Scim.Groups[detail % Organization.Scim.Groups.Count];
        // Who is in it, also of those whom the identity provider does not know, and who gets into it.
        return new Asked(new Subject(group.Name), ask(group), Organization.People.Where(p => RecordOf(p) is not null || (group.Group is { } own && GroupStore.Has(own, p))).ToArray());
    }

    private static Asked CreateRecord(LifeCommand command, SandboxPerson person, int place)
    {
        string address = (command.Detail + place) % 2 == 0 ? person.Email : $"new{command.Detail}.{place}@example.com";
        var spec = new CreateScimUser(new SetScimUser { UserName = address, Email = address }, command.Detail % 3 > 0);
        return new Asked(new Subject(address), spec, address == person.Email ? [person] : []);
    }

    private Asked Invitation(LifeCommand command, SandboxPerson person, int place)
    {
        if (!_shared.TryGetValue(command, out OperationSpec? spec))
        {
            SandboxGroup[] groups = Organization.Groups.All.Where(g => g.IsModifiable).ToArray();
            List<InvitedRole>? roles = command.Detail % 3 == 0 ? [new InvitedRole { Resource = Product(command.Detail).ResourceId, Role = "atlassian/user" }] : null;
            List<string>? groupIds = roles is null ? [groups[command.Detail % groups.Length].GroupId] : null;
            _shared[command] = spec = new Invite(roles, groupIds, SendNotification: true, NotificationText: null);
        }

        string address = (command.Detail + place) % 3 == 0 ? person.Email : $"invited{command.Detail}.{place}@example.com";
        return new Asked(new Subject(address, email: address), spec, address == person.Email ? [person] : []);
    }

    private RevokeApiKey RevokeKey(int detail)
    {
        // Without the key itself nothing more would be done in this life.
        Sandbox.ApiAccess.SandboxKey[] keys = Organization.Keys.All.Where(k => k.Value != Organization.ApiKey).ToArray();
        return keys.Length == 0 ? new RevokeApiKey("no-such-key", null) : new RevokeApiKey(keys[detail % keys.Length].KeyId, keys[detail % keys.Length].Label);
    }

    private TargetGroup Target(SandboxGroup group) => new(group.GroupId, group.Name, Organization.DirectoryIds[group.Directory]);

    private SandboxResource Product(int detail) => Organization.Resources.Workspaces[detail % Organization.Resources.Workspaces.Count];

    private ScimRecord? RecordOf(SandboxPerson person) => Organization.Scim.ByAccount(person.AccountId);

    private List<string> Records(SandboxPerson[] people) => people.Select(RecordOf).OfType<ScimRecord>().Select(r => r.ScimUserId).ToList();
}

/// <summary>What is asked once.</summary>
/// <param name="Subject">For whom.</param>
/// <param name="Spec">What.</param>
/// <param name="Allowed">Who may be changed by it, of those who are there.</param>
internal sealed record Asked(Subject Subject, OperationSpec Spec, IReadOnlyList<SandboxPerson> Allowed);
