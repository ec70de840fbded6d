using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>The users of the SCIM directory.</summary>
internal sealed class ScimUserRoutes
{
    private static readonly string[] Filterable = ["userName", "externalId"];

    private readonly ScimAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly ScimDirectory _directory;
    private readonly int _maximumPageSize;

    public ScimUserRoutes(ScimAuthorization authorization, PeopleStore people, ScimDirectory directory, int? pageSize)
    {
        _authorization = authorization;
        _people = people;
        _directory = directory;
        _maximumPageSize = pageSize ?? int.MaxValue;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", "/scim/directory/{}/Users", List),
        new("POST", "/scim/directory/{}/Users", Create),
        new("GET", "/scim/directory/{}/Users/{}", Read),
        new("PUT", "/scim/directory/{}/Users/{}", Replace),
        new("PATCH", "/scim/directory/{}/Users/{}", Patch),
        new("DELETE", "/scim/directory/{}/Users/{}", Delete),
    ];

    private SandboxReply List(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
    {
        if (!ScimQuery.TryRead(call, Filterable, _maximumPageSize, out ScimQuery query, out SandboxReply? refusal))
            return refusal!;
        return ScimSelection.Of(call, () => _people.Exclusively(() => Json(200, query.Page(_directory.Records.Where(r => Matches(r, query)), r => View(call, values[0], r)))));
    });

    private SandboxReply Read(SandboxCall call, string[] values) => ScimSelection.Of(call, () => WithRecord(call, values, record => Json(200, View(call, values[0], record))));

    private SandboxReply Create(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () => _people.Exclusively(() =>
    {
        if (SandboxJson.Read(call.Request.Body, WireJson.Wire.ScimUser) is not { } user)
            return ScimErrors.InvalidSyntax();
        if (ScimBodies.Problem(user) is { } problem)
            return problem;
        if (_directory.ByUserName(user.UserName!) is not null)
            return ScimErrors.Taken("USER", user.UserName!);
        if (_directory.ByEmail(user.Email!) is not null)
            return ScimErrors.EmailTaken(user.Email!);
        return Json(201, View(call, values[0], _directory.Create(call, user)));
    }));

    private SandboxReply Replace(SandboxCall call, string[] values) => WithRecord(call, values, record =>
        SandboxJson.Read(call.Request.Body, WireJson.Wire.ScimUser) is { } user
            ? Write(call, values[0], record, user, ScimBodies.Problem(user))
            : ScimErrors.InvalidSyntax());

    private SandboxReply Patch(SandboxCall call, string[] values) => WithRecord(call, values, record =>
    {
        if (ScimPatchRequest.Read(call.Request.Body, out SandboxReply? problem) is not { } steps)
            return problem!;
        ScimUser? patched = ScimUserPatch.Apply(record.User, steps, out problem);
        return Write(call, values[0], record, patched!, problem);
    });

    private SandboxReply Write(SandboxCall call, string directoryId, ScimRecord record, ScimUser user, SandboxReply? problem)
    {
        if (problem is not null)
            return problem;
        if (_directory.ByUserName(user.UserName!) is { } other && other != record)
            return ScimErrors.Taken("USER", user.UserName!);
        // An address that the record has already stays its own, whoever has it too.
        bool isNew = !string.Equals(user.Email, record.User.Email, StringComparison.OrdinalIgnoreCase);
        if (isNew && (_directory.ByEmail(user.Email!) is not null || (record.Person is { } person && _people.ByEmail(user.Email!) is { } owner && owner != person)))
            return ScimErrors.EmailTaken(user.Email!);
        _directory.Write(call, record, user);
        return Json(200, View(call, directoryId, record));
    }

    private SandboxReply Delete(SandboxCall call, string[] values) => WithRecord(call, values, record =>
    {
        _directory.Delete(call, record);
        return SandboxReply.NoContent;
    });

    private SandboxReply WithRecord(SandboxCall call, string[] values, Func<ScimRecord, SandboxReply> answer) => _authorization.Pass(call, values[0], () =>
        _people.Exclusively(() => _directory.ById(values[1]) is { } record ? answer(record) : ScimErrors.UserNotFound(values[1])));

    private ScimUser View(SandboxCall call, string directoryId, ScimRecord record) =>
        ScimViews.User(record, _directory, call.AddressOf("/scim/directory/" + Uri.EscapeDataString(directoryId)));

    private static bool Matches(ScimRecord record, ScimQuery query) => query.Attribute switch
    {
        null => true,
        "userName" => string.Equals(record.User.UserName, query.Value, StringComparison.OrdinalIgnoreCase),
        _ => record.User.ExternalId == query.Value,
    };

    private static SandboxReply Json<T>(int status, T value) => SandboxReply.Json(status, SandboxJson.Write(value));
}
