namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>What every operation on a SCIM directory asks first: is it the directory's own key, is there such a directory, is the body JSON.</summary>
internal sealed class ScimAuthorization
{
    private readonly string _directoryId;
    private readonly string _key;

    public ScimAuthorization(string directoryId, string key)
    {
        _directoryId = directoryId;
        _key = key;
    }

    public SandboxReply Pass(SandboxCall call, string directoryId, Func<SandboxReply> answer)
    {
        if (SandboxKeys.ValueOf(call.Request.Authorization) != _key)
            return ScimErrors.Unauthorized(call);
        if (!string.Equals(directoryId, _directoryId, StringComparison.OrdinalIgnoreCase))
            return ScimErrors.DirectoryNotFound();
        return call.Request.Method is "POST" or "PUT" or "PATCH" && !call.HasJsonBody ? ScimErrors.UnsupportedMediaType() : answer();
    }
}
