namespace AtlassianAdmin.Sandbox.Organizations;

/// <summary>What every organization operation asks first: is the key good for it, is the organization ours.</summary>
internal sealed class OrganizationAuthorization
{
    private readonly string _organizationId;

    public OrganizationAuthorization(string organizationId) => _organizationId = organizationId;

    public SandboxReply Pass(SandboxCall call, string organizationId, Func<SandboxReply> answer)
    {
        if (call.Key == KeyKind.Rejected)
            return SandboxErrors.Unauthorized();
        if (call.Key == KeyKind.OtherOrganization || !string.Equals(organizationId, _organizationId, StringComparison.OrdinalIgnoreCase))
            return SandboxErrors.OrganizationNotFound(call);
        if (call.Request.Method is "POST" or "PUT" or "PATCH" && !call.HasJsonBody)
            return SandboxErrors.UnsupportedMediaType(call);
        return answer();
    }

    /// <summary>A change: no scope is documented that would allow one, so it takes a key without scopes.</summary>
    public SandboxReply Write(SandboxCall call, string organizationId, Func<SandboxReply> answer) => Pass(call, organizationId, () =>
        call.Key == KeyKind.Scoped ? SandboxErrors.InsufficientScope(call) : answer());

    /// <summary>A change in one directory. The texts allow <c>-</c> for reading only; the answer to it is a guess.</summary>
    public SandboxReply Write(
        SandboxCall call, string organizationId, SandboxDirectories directories, string directoryId, Func<int, SandboxReply> answer) =>
        Write(call, organizationId, () =>
            directoryId == SandboxDirectories.Every ? SandboxErrors.BadRequest(call, "A change needs the id of one directory.")
            : directories.Find(directoryId) is { } directory ? answer(directory)
            : SandboxErrors.DirectoryNotFound(call));
}
