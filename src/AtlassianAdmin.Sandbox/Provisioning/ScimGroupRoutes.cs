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
        return ScimSelection.Of(call, () => _people.Exclusively(() => SandboxReply.Json(200, SandboxJson.Write(query.Page(
            _directory.Groups.Where(g => query.Attribute is null || string.Equals(g.Name, query.Value, StringComparison.OrdinalIgnoreCase)),
            g => ScimViews.Group(g, Address(call, values[0])))))));
    });

    private SandboxReply Read(SandboxCall call, string[] values) => ScimSelection.Of(call, () => WithGroup(call, values, group => Show(call, values[0], 200, group)));

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
        SetMembers(call, group, members);
        return Show(call, values[0], 200, group);
    });

    private SandboxReply Patch(SandboxCall call, string[] values) => WithGroup(call, values, group =>
    {
        if (ScimPatchRequest.Read(call.Request.Body, out SandboxReply? problem) is not { } steps)
            return problem!;
        List<ScimRecord> members = [.. group.Members];
        string? externalId = group.ExternalId;
        foreach (ScimPatchStep step in steps)
        {
            ScimPath? path = ScimPath.Read(step.Path!);
            if (path?.IsOf("members") == true)
                problem = Take(step, path, members);
            else if (path is { Part: null, MatchedName: null } && path.IsOf("externalId"))
                externalId = step.Is("remove") ? null : step.Value?.ToString();
            else if (path is { Part: null, MatchedName: null } && (path.IsOf("displayName") || path.IsOf("id") || path.IsOf("schemas")))
                problem = path.IsOf("schemas") || step.Repeats(path.IsOf("id") ? group.ScimGroupId : group.Name) ? null : ScimErrors.Immutable($"Resource [GROUP] {path.Attribute} cannot be changed.");
            else
                problem = ScimErrors.InvalidPath(step.Path!);
            if (problem is not null)
                return problem;
        }

        // All of it or nothing: every step was looked at before the first is taken.
        group.ExternalId = externalId;
        SetMembers(call, group, members);
        return Show(call, values[0], 200, group);
    });

    /// <summary>Takes a step about the members: named in the value, chosen in the path, or all of them.</summary>
    private SandboxReply? Take(ScimPatchStep step, ScimPath path, List<ScimRecord> members)
    {
        if (path.Part is not null || (path.MatchedName is not null && (!string.Equals(path.MatchedName, "value", StringComparison.OrdinalIgnoreCase) || !step.Is("remove"))))
            return ScimErrors.InvalidPath(path.Text);
        if (step.Is("remove") && step.Value is null)
            return members.RemoveAll(member => path.Chooses(member.ScimUserId)) > 0 || path.MatchedName is null ? null : ScimErrors.NoTarget(path.Text);
        if (Members(Values(step), out List<ScimRecord> named) is { } problem)
            return problem;
        if (step.Is("replace"))
            members.Clear();
        else
            members.RemoveAll(named.Contains);
        if (!step.Is("remove"))
            members.AddRange(named.Distinct());
        return null;
    }

    private void SetMembers(SandboxCall call, ScimGroupRecord group, List<ScimRecord> members)
    {
        foreach (ScimRecord member in group.Members.Except(members).ToList())
            _directory.RemoveMember(call, group, member);
        members.ForEach(member => _directory.AddMember(call, group, member));
    }

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
            // One reference may stand for a list of one.
            return step.Value is not { } value ? null
                : value.ValueKind == JsonValueKind.Object ? JsonSerializer.Deserialize($"[{value.GetRawText()}]", WireJson.Wire.ListScimMember)
                : JsonSerializer.Deserialize(value, WireJson.Wire.ListScimMember);
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
