using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>The calls about SCIM that take the admin key. Their refusals are not documented: they are those of the organization API.</summary>
internal sealed class ScimLinkRoutes
{
    private const string Root = "/admin/user-provisioning/v1/org/{}";

    private readonly OrganizationAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly ScimDirectory _directory;
    private readonly string _organizationId;

    public ScimLinkRoutes(OrganizationAuthorization authorization, PeopleStore people, ScimDirectory directory, string organizationId)
    {
        _authorization = authorization;
        _people = people;
        _directory = directory;
        _organizationId = organizationId;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", Root + "/user/{}/get-scim-links", ReadLinks),
        new("POST", Root + "/get-scim-links-for-email", FindLinks),
        new("PATCH", Root + "/scimDirectoryId/{}/scimUserId/{}/unlink", Unlink),
        new("DELETE", Root + "/user/{}/onlyDeleteUserInDB", DeleteRecord),
    ];

    private SandboxReply ReadLinks(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () => _people.Exclusively(() =>
        _people.ById(values[1]) is null ? AccountNotFound(call) : Links(_directory.Records.Where(r => r.Person?.AccountId == values[1]))));

    private SandboxReply FindLinks(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () => _people.Exclusively(() =>
        SandboxJson.Read(call.Request.Body, WireJson.Wire.EmailBody)?.Email is { } email
            ? Links(_directory.Records.Where(r => r.User.Emails.Any(e => string.Equals(e.Value, email, StringComparison.OrdinalIgnoreCase))))
            : SandboxErrors.BadRequest(call, "email is required.")));

    private SandboxReply Unlink(SandboxCall call, string[] values) => _authorization.Write(call, values[0], () => _people.Exclusively(() =>
    {
        if (!string.Equals(values[1], _directory.DirectoryId, StringComparison.OrdinalIgnoreCase) || _directory.ById(values[2]) is not { } record)
            return SandboxErrors.Application(call, 404, "ADMIN-404-1", "Not Found", "The SCIM user was not found.");
        _directory.Unlink(record);
        return SandboxReply.NoContent;
    }));

    private SandboxReply DeleteRecord(SandboxCall call, string[] values) => _authorization.Write(call, values[0], () => _people.Exclusively(() =>
    {
        if (_directory.ByAccount(values[1]) is not { } record)
            return AccountNotFound(call);
        _directory.Forget(record);
        return SandboxReply.NoContent;
    }));

    private SandboxReply Links(IEnumerable<ScimRecord> records) => SandboxReply.Json(200, SandboxJson.Write(new ScimLinks
    {
        Links = records.Select(r => ScimViews.Link(r, _directory, _organizationId)).ToList(),
    }));

    private static SandboxReply AccountNotFound(SandboxCall call) =>
        SandboxErrors.Application(call, 404, "ADMIN-404-8", "Not Found", "The user was not found.");
}
