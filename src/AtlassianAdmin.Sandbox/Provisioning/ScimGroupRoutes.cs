using System.Text.Json;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>The groups of the SCIM directory.</summary>
internal sealed class ScimGroupRoutes
{
    private static readonly string[] Filterable = ["displayName"];

    private readonly ScimAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly ScimDirectory _directory;
    private readonly int _maximumPageSize;

    public ScimGroupRoutes(ScimAuthorization authorization, PeopleStore people, ScimDirectory directory, int? pageSize)
    {
        _authorization = authorization;
        _people = people;
        _directory = directory;
        _maximumPageSize = pageSize ?? int.MaxValue;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", "/scim/directory/{}/Groups", List),
        new("POST", "/scim/directory/{}/Groups", Create),
        new("GET", "/scim/directory/{}/Groups/{}", Read),
        new("PUT", "/scim/directory/{}/Groups/{}", Replace),
        new("PATCH", "/scim/directory/{}/Groups/{}", Patch),
        new("DELETE", "/scim/directory/{}/Groups/{}", Delete),
    ];

    private SandboxReply List(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
    {
        if (!ScimQuery.TryRead(call, Filterable, _maximumPageSize, out ScimQuery query, out SandboxReply? refusal))
            return refusal!;
        return _people.Exclusively(() => SandboxReply.Json(200, SandboxJson.Write(query.Page(
            _directory.Groups.Where(g => query.Attribute is null || string.Equals(g.Name, query.Value, StringComparison.OrdinalIgnoreCase)),
            g => ScimViews.Group(g, Address(call, values[0]))))));
    });

    private SandboxReply Read(SandboxCall call, string[] values) => WithGroup(call, values, group => Show(call, values[0], 200, group));

    private SandboxReply Create(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () => _people.Exclusively(() =>
    {
        if (SandboxJson.Read(call.Request.Body, WireJson.Wire.ScimGroup) is not { } body)
            return ScimErrors.InvalidSyntax();
        if (string.IsNullOrWhiteSpace(body.Name))
            return ScimErrors.InvalidValue("Resource [GROUP] displayName is required.");
        if (_directory.GroupByName(body.Name!) is not null)
            return ScimErrors.Taken("GROUP", body.Name!);
        if (Members(body.Members, out List<ScimRecord> members) is { } problem)
            return problem;
        ScimGroupRecord group = _directory.CreateGroup(call, body.Name!, body.ExternalId);
        members.ForEach(m => _directory.AddMember(call, group, m));
        return Show(call, values[0], 201, group);
    }));

    private SandboxReply Replace(SandboxCall call, string[] values) => WithGroup(call, values, group =>
    {
        if (SandboxJson.Read(call.Request.Body, WireJson.Wire.ScimGroup) is not { } body)
            return ScimErrors.InvalidSyntax();
        if (!string.Equals(body.Name, group.Name, StringComparison.Ordinal))
            return ScimErrors.Immutable("Resource [GROUP] displayName cannot be changed.");
        if (Members(body.Members, out List<ScimRecord> members) is { } problem)
            return problem;
        group.ExternalId = body.ExternalId;
        foreach (ScimRecord member in group.Members.Except(members).ToList())
            _directory.RemoveMember(call, group, member);
        members.ForEach(m => _directory.AddMember(call, group, m));
        return Show(call, values[0], 200, group);
    });

    private SandboxReply Patch(SandboxCall call, string[] values) => WithGroup(call, values, group =>
    {
        if (ScimBodies.ReadPatch(call.Request.Body) is not { } steps)
            return ScimErrors.InvalidSyntax();
        var changes = new List<(bool Adds, List<ScimRecord> Members)>();
        foreach (ScimPatchStep step in steps)
        {
            if (string.Equals(step.Path, "displayName", StringComparison.OrdinalIgnoreCase))
                return ScimErrors.Immutable("Resource [GROUP] displayName cannot be changed.");
            if (!string.Equals(step.Path, "members", StringComparison.OrdinalIgnoreCase) || step.Is("replace"))
                return ScimErrors.InvalidPath(step.Path ?? "(none)");
            if (Members(Values(step), out List<ScimRecord> members) is { } problem)
                return problem;
            changes.Add((step.Is("add"), members));
        }

        // All of it or nothing: every step was looked at before the first is taken.
        foreach ((bool adds, List<ScimRecord> members) in changes)
        {
            foreach (ScimRecord member in members)
            {
                if (adds)
                    _directory.AddMember(call, group, member);
                else
                    _directory.RemoveMember(call, group, member);
            }
        }

        return Show(call, values[0], 200, group);
    });

    private SandboxReply Delete(SandboxCall call, string[] values) => WithGroup(call, values, group =>
    {
        _directory.DeleteGroup(call, group);
        return SandboxReply.NoContent;
    });

    private SandboxReply? Members(IReadOnlyList<ScimMember>? named, out List<ScimRecord> members)
    {
        members = [];
        if (named is null)
            return ScimErrors.InvalidValue("members has to be a list of references.");
        foreach (ScimMember one in named)
        {
            if (_directory.ById(one.ScimId) is not { } record)
                return ScimErrors.InvalidValue($"Resource [USER] {one.ScimId} not found.");
            members.Add(record);
        }

        return null;
    }

    private static List<ScimMember>? Values(ScimPatchStep step)
    {
        try
        {
            return step.Value is { } value ? JsonSerializer.Deserialize(value, WireJson.Wire.ListScimMember) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private SandboxReply WithGroup(SandboxCall call, string[] values, Func<ScimGroupRecord, SandboxReply> answer) => _authorization.Pass(call, values[0], () =>
        _people.Exclusively(() => _directory.GroupById(values[1]) is { } group ? answer(group) : ScimErrors.GroupNotFound(values[1])));

    private static SandboxReply Show(SandboxCall call, string directoryId, int status, ScimGroupRecord group) =>
        SandboxReply.Json(status, SandboxJson.Write(ScimViews.Group(group, Address(call, directoryId))));

    private static string Address(SandboxCall call, string directoryId) => call.AddressOf("/scim/directory/" + Uri.EscapeDataString(directoryId));
}
