using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Access;

/// <summary>People in one directory: suspending, restoring, removing them.</summary>
internal sealed class MembershipRoutes
{
    private readonly OrganizationAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly GroupStore _groups;
    private readonly SandboxDirectories _directories;

    public MembershipRoutes(OrganizationAuthorization authorization, PeopleStore people, GroupStore groups, SandboxDirectories directories)
    {
        _authorization = authorization;
        _people = people;
        _groups = groups;
        _directories = directories;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("POST", "/admin/v2/orgs/{}/directories/{}/users/{}/suspend", Suspend),
        new("POST", "/admin/v2/orgs/{}/directories/{}/users/{}/restore", Restore),
        new("DELETE", "/admin/v2/orgs/{}/directories/{}/users/{}", Remove),
    ];

    private SandboxReply Suspend(SandboxCall call, string[] values) => WithMember(call, values, (person, directory) =>
        // The first version of the call refused this with 400; for the second it is a guess.
        SandboxAccess.IsOrganizationAdmin(person)
            ? SandboxErrors.BadRequest(call, "An organization admin cannot be suspended.")
            : Set(call, person, directory, suspended: true, AuditAction.UserSuspended));

    private SandboxReply Restore(SandboxCall call, string[] values) => WithMember(call, values, (person, directory) =>
        Set(call, person, directory, suspended: false, AuditAction.UserRestored));

    /// <summary>With the membership go the groups and roles of that directory; the organization's roles go with the last one.</summary>
    private SandboxReply Remove(SandboxCall call, string[] values) => WithMember(call, values, (person, directory) =>
    {
        foreach (SandboxGroup group in person.State.Groups.Where(group => group.Directory == directory))
            _groups.Remove(group, person);
        _people.Change(person, state =>
        {
            IReadOnlyList<Membership> rest = Membership.Without(state.Memberships, directory);
            return state with
            {
                Memberships = rest,
                Roles = state.Roles.Where(grant => rest.Count > 0 && grant.Resource.Directory != directory).ToArray(),
            };
        });
        call.Record(AuditAction.UserRemovedFromDirectory, person.AuditTarget, AuditTarget.Of(_directories.All[directory]));
        return SandboxReply.NoContent;
    });

    private SandboxReply WithMember(SandboxCall call, string[] values, Func<SandboxPerson, int, SandboxReply> change) =>
        _authorization.Write(call, values[0], _directories, values[1], directory => _people.Exclusively(() =>
            _people.ById(values[2]) is { } person && SandboxAccess.IsIn(person, directory)
                ? change(person, directory)
                : SandboxErrors.UserNotInDirectory(call)));

    private SandboxReply Set(SandboxCall call, SandboxPerson person, int directory, bool suspended, AuditAction action)
    {
        // A state that is there already is a success: a guess that suits a call which sets a state.
        if (person.Memberships.First(membership => membership.Directory == directory).IsSuspended != suspended)
        {
            _people.Change(person, state => state with { Memberships = Membership.With(state.Memberships, directory, suspended) });
            call.Record(action, person.AuditTarget, AuditTarget.Of(_directories.All[directory]));
        }

        return SandboxReply.NoContent;
    }
}
