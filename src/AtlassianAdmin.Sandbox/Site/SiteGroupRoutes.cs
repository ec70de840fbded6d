using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Site;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Site;

/// <summary>The groups of a site: those of its directory, the very ones that the organization has. Source: reference 6.</summary>
internal sealed class SiteGroupRoutes
{
    private const int DefaultPage = 50;
    private const int DefaultFound = 20;
    private const int MostFound = 1000;

    private readonly SiteAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly GroupStore _groups;
    private readonly SandboxAccess _access;

    public SiteGroupRoutes(SiteAuthorization authorization, PeopleStore people, GroupStore groups, SandboxAccess access)
    {
        _authorization = authorization;
        _people = people;
        _groups = groups;
        _access = access;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        .. SiteAuthorization.Routes("GET", "/rest/api/3/user/groups", ReadOfUser),
        .. SiteAuthorization.Routes("GET", "/rest/api/3/group/bulk", List),
        .. SiteAuthorization.Routes("GET", "/rest/api/3/groups/picker", Pick),
        .. SiteAuthorization.Routes("GET", "/rest/api/3/group/member", ReadMembers),
        .. SiteAuthorization.Routes("POST", "/rest/api/3/group/user", AddMember),
        .. SiteAuthorization.Routes("DELETE", "/rest/api/3/group/user", RemoveMember),
    ];

    private SandboxReply ReadOfUser(SandboxCall call, string[] values) => _authorization.Pass(call, values, (site, _) =>
        SiteUserRoutes.Find(_people, site, call.Query("accountId")) is { } person
            ? SandboxReply.Json(200, SandboxJson.Write(person.State.Groups.Where(group => group.Directory == site.Directory).Select(group => View(call, group)).ToList()))
            : SiteErrors.UserNotFound());

    private SandboxReply List(SandboxCall call, string[] values) => _authorization.Pass(call, values, (site, _) =>
    {
        IReadOnlyList<string> ids = call.QueryAll("groupId");
        IReadOnlyList<string> names = call.QueryAll("groupName");
        SandboxGroup[] found = Of(site)
            .Where(group => ids.Count + names.Count == 0 || ids.Contains(group.GroupId, StringComparer.OrdinalIgnoreCase) || names.Contains(group.Name, StringComparer.OrdinalIgnoreCase))
            .ToArray();
        int start = SiteAuthorization.Number(call, "startAt", 0, int.MaxValue);
        SiteGroup[] page = found.Skip(start).Take(SiteAuthorization.Number(call, "maxResults", DefaultPage, DefaultPage)).Select(group => View(call, group)).ToArray();
        return SandboxReply.Json(200, SandboxJson.Write(new SitePage<SiteGroup>
        {
            Values = page,
            StartAt = start,
            Total = found.Length,
            IsLast = start + page.Length >= found.Length,
        }));
    });

    private SandboxReply ReadMembers(SandboxCall call, string[] values) => _authorization.PassAdmin(call, values, (site, asker) =>
    {
        if (call.Query("groupId") is null && call.Query("groupname") is null)
            return SiteErrors.Error(400, "The groupId or the groupname is missing.");
        if (Named(site, call) is not { } group)
            return SiteErrors.GroupNotFound();
        bool withInactive = call.Query("includeInactiveUsers") == "true";
        SandboxPerson[] members = _people.All
            .Where(person => GroupStore.Has(group, person) && (withInactive || SiteUserRoutes.IsActive(site, person)))
            .ToArray();
        int start = SiteAuthorization.Number(call, "startAt", 0, int.MaxValue);
        SiteUser[] page = members.Skip(start).Take(SiteAuthorization.Number(call, "maxResults", DefaultPage, DefaultPage))
            .Select(person => SiteUserRoutes.View(call, site, person, asker)).ToArray();
        return SandboxReply.Json(200, SandboxJson.Write(new SitePage<SiteUser>
        {
            Values = page,
            StartAt = start,
            Total = members.Length,
            IsLast = start + page.Length >= members.Length,
        }));
    });

    private SandboxReply Pick(SandboxCall call, string[] values) =>
        _authorization.PassAnybody(call, values, Picked([], 0), (site, _) =>
        {
            StringComparison comparison = call.Query("caseInsensitive") == "true" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
            SandboxGroup[] found = Of(site).Where(group => group.Name.IndexOf(call.Query("query") ?? "", comparison) >= 0).ToArray();
            return Picked(found.Take(SiteAuthorization.Number(call, "maxResults", DefaultFound, MostFound)).Select(group => View(call, group)).ToArray(), found.Length);
        });

    private SandboxReply AddMember(SandboxCall call, string[] values) => Change(call, values, (site, group) =>
    {
        if (!call.HasJsonBody)
            return SiteErrors.Error(415, "Unsupported Media Type");
        string? accountId = SandboxJson.Read(call.Request.Body, WireJson.Wire.MembershipBody)?.AccountId;
        if (accountId is null)
            return SiteErrors.Error(400, "The accountId is missing.");
        if (SiteUserRoutes.Find(_people, site, accountId) is not { } person)
            return SiteErrors.UserNotFound();
        if (GroupStore.Has(group, person))
            return SiteErrors.AlreadyMember(group);
        if (!group.Roles.All(grant => _access.HasSeat(grant.Resource, person, grant.Role)))
            return SiteErrors.NoSeat();
        _groups.Add(group, person);
        call.Record(AuditAction.UserAddedToGroup, person.AuditTarget, group.AuditTarget);
        return SandboxReply.Json(201, SandboxJson.Write(View(call, group)));
    });

    private SandboxReply RemoveMember(SandboxCall call, string[] values) => Change(call, values, (site, group) =>
    {
        if (SiteUserRoutes.Find(_people, site, call.Query("accountId")) is not { } person)
            return SiteErrors.UserNotFound();
        if (!GroupStore.Has(group, person))
            return SiteErrors.NoMember(group);
        _groups.Remove(group, person);
        call.Record(AuditAction.UserRemovedFromGroup, person.AuditTarget, group.AuditTarget);
        return new SandboxReply(200);
    });

    /// <summary>Whether a site refuses the groups of an identity provider is not known: it would be strange if it did not.</summary>
    private SandboxReply Change(SandboxCall call, string[] values, Func<SandboxSite, SandboxGroup, SandboxReply> change) =>
        _authorization.Write(call, values, site => _people.Exclusively(() =>
        {
            SandboxGroup? group = Named(site, call);
            return group is null ? SiteErrors.GroupNotFound()
                : group.IsModifiable ? change(site, group)
                : SiteErrors.ManagedExternally(group);
        }));

    private SandboxGroup? Named(SandboxSite site, SandboxCall call) => call.Query("groupId") is { } id
        ? Of(site).FirstOrDefault(each => string.Equals(each.GroupId, id, StringComparison.OrdinalIgnoreCase))
        : Of(site).FirstOrDefault(each => each.Name == call.Query("groupname"));

    private IEnumerable<SandboxGroup> Of(SandboxSite site) => _groups.All.Where(group => group.Directory == site.Directory);

    private static SiteGroup View(SandboxCall call, SandboxGroup group) => new()
    {
        GroupId = group.GroupId,
        Name = group.Name,
        Self = call.AddressOf("/rest/api/3/group?groupId=" + group.GroupId),
    };

    private static SandboxReply Picked(SiteGroup[] groups, int total) => SandboxReply.Json(200, SandboxJson.Write(new FoundGroups
    {
        Header = $"Showing {groups.Length} of {total} matching groups",
        Total = total,
        Groups = groups,
    }));
}
