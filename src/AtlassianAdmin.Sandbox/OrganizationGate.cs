using System;

namespace AtlassianAdmin.Sandbox;

/// <summary>What every organization operation asks first: is the key good for it, is the organization ours.</summary>
internal sealed class OrganizationGate
{
    private readonly string _organizationId;

    public OrganizationGate(string organizationId) => _organizationId = organizationId;

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
}
