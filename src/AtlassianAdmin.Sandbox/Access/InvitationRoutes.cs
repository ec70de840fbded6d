using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Products;

namespace AtlassianAdmin.Sandbox.Access;

/// <summary>Inviting people. What becomes of each role and group is told per person; the words of the reasons are a guess.</summary>
internal sealed class InvitationRoutes
{
    private const string Invited = "INVITED";

    /// <summary>Where nobody can be invited, to show a partial failure.</summary>
    private const string BlockedDomain = "@blocked.example.org";

    private readonly OrganizationAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly GroupStore _groups;
    private readonly SandboxAccess _access;
    private readonly SandboxPeople _maker;
    private readonly bool _isPaid;

    public InvitationRoutes(
        OrganizationAuthorization authorization, PeopleStore people, GroupStore groups, SandboxAccess access, SandboxPeople maker, bool isPaid)
    {
        _authorization = authorization;
        _people = people;
        _groups = groups;
        _access = access;
        _maker = maker;
        _isPaid = isPaid;
    }

    public IEnumerable<SandboxRoute> All => [new("POST", "/admin/v2/orgs/{}/users/invite", Invite)];

    private SandboxReply Invite(SandboxCall call, string[] values) => _authorization.Write(call, values[0], () =>
    {
        if (!_isPaid)
            return SandboxErrors.Application(call, 402, "ADMIN-UAM-402-1", "Payment Required", "The organization has no paid subscription.");
        InvitationRequest? request = SandboxJson.Read(call.Request.Body, InvitationRequestJson.Default.InvitationRequest);
        if (request is null || request.Problem() is not null)
            return SandboxErrors.BadRequest(call, request?.Problem() ?? "The body is not an invitation.");
        if (request.Rules?.FirstOrDefault(rule => _access.Resources.ById(rule.Resource!) is null) is { } unknown)
            return SandboxErrors.Application(call, 404, "ADMIN-UAM-404-1", "Unknown Resource", $"There is no resource {unknown.Resource}.");
        if (request.Rules?.FirstOrDefault(rule => !_access.Resources.ById(rule.Resource!)!.Has(rule.Role!)) is { } invalid)
            return SandboxErrors.Application(call, 400, "ADMIN-UAM-400-3", "Bad Request", $"Invalid Role for Resource: {invalid.Role}.");
        if (request.Groups?.FirstOrDefault(group => _groups.ById(group) is null) is { } missing)
            return SandboxErrors.Application(call, 404, "ADMIN-UAM-404-3", "Not Found", $"There is no group {missing}.");
        return _people.Exclusively(() =>
        {
            List<UserInvitationResult> results = request.Emails!.Select(email => Invite(call, request, email)).ToList();
            int status = results.All(result => result.AccountId.Length > 0 && result.Succeeded) ? 200 : 206;
            return SandboxReply.Json(status, SandboxJson.Write(new Page<UserInvitationResult> { Data = results }));
        });
    });

    private UserInvitationResult Invite(SandboxCall call, InvitationRequest request, string email)
    {
        SandboxPerson? person = _people.ByEmail(email);
        string? refusal = email.EndsWith(BlockedDomain, StringComparison.OrdinalIgnoreCase) ? "USER_NOT_ALLOWED"
            : person is { Lifecycle: not Lifecycle.Active } ? "USER_INACTIVE"
            : null;
        // Who is here already and gets nothing stays as they are: a guess.
        if (refusal is null && (person is null || GetsSomething(person, request)))
        {
            AuditTarget target = person?.AuditTarget ?? AuditTarget.Invited(email);
            person ??= _people.Add(index => _maker.MakeInvited(index, email));
            Enter(person, request);
            call.Record(AuditAction.UserInvited, target);
        }

        return new UserInvitationResult
        {
            AccountId = person?.AccountId ?? "",
            Email = email,
            Results =
            [
                new InvitationResult
                {
                    Roles = (request.Rules ?? []).Select(rule => Result(refusal ?? Give(call, person!, rule), rule.Resource, rule.Role, null)).ToArray(),
                    Groups = (request.Groups ?? []).Select(group => Result(refusal ?? Put(call, person!, group), null, null, group)).ToArray(),
                },
            ],
        };
    }

    /// <summary>They come into the directories of what they are invited to, or into the first.</summary>
    private void Enter(SandboxPerson person, InvitationRequest request)
    {
        int[] directories = (request.Rules ?? []).Select(rule => _access.Resources.ById(rule.Resource!)!.Directory ?? 0)
            .Concat((request.Groups ?? []).Select(group => _groups.ById(group)!.Directory))
            .Distinct().ToArray();
        foreach (int directory in directories.Length > 0 ? directories : [0])
        {
            if (!SandboxAccess.IsIn(person, directory))
                _people.Change(person, state => state with { Memberships = Membership.With(state.Memberships, directory, suspended: false) });
        }
    }

    private bool GetsSomething(SandboxPerson person, InvitationRequest request) =>
        (request.Rules ?? []).Count + (request.Groups ?? []).Count == 0
        || (request.Rules ?? []).Any(rule => RefusalOf(person, GrantOf(rule)) is null)
        || (request.Groups ?? []).Any(group => RefusalOf(person, _groups.ById(group)!) is null);

    private RoleGrant GrantOf(InvitationRule rule) => new(_access.Resources.ById(rule.Resource!)!, rule.Role!);

    private string? RefusalOf(SandboxPerson person, RoleGrant grant) =>
        person.State.Roles.Contains(grant) || _access.HasSeat(grant.Resource, person, grant.Role) ? null : "LICENSE_LIMIT_EXCEEDED";

    private string? RefusalOf(SandboxPerson person, SandboxGroup group) =>
        GroupStore.Has(group, person) ? null
        : !group.IsModifiable ? "GROUP_MANAGED_EXTERNALLY"
        : !group.Roles.All(grant => _access.HasSeat(grant.Resource, person, grant.Role)) ? "LICENSE_LIMIT_EXCEEDED"
        : null;

    private string? Give(SandboxCall call, SandboxPerson person, InvitationRule rule)
    {
        RoleGrant grant = GrantOf(rule);
        if (person.State.Roles.Contains(grant) || RefusalOf(person, grant) is not null)
            return RefusalOf(person, grant);
        _people.Change(person, state => state with { Roles = [.. state.Roles, grant] });
        call.Record(AuditAction.RoleGranted, person.AuditTarget, grant.AuditTarget);
        return null;
    }

    private string? Put(SandboxCall call, SandboxPerson person, string groupId)
    {
        SandboxGroup group = _groups.ById(groupId)!;
        if (GroupStore.Has(group, person) || RefusalOf(person, group) is not null)
            return RefusalOf(person, group);
        _groups.Add(group, person);
        call.Record(AuditAction.UserAddedToGroup, person.AuditTarget, group.AuditTarget);
        return null;
    }

    private static InvitationAssignment Result(string? refusal, string? resource, string? role, string? group) => new()
    {
        Resource = resource,
        Role = role,
        Group = group,
        Status = refusal is null ? Invited : "ERROR",
        StatusReason = refusal,
    };
}
