using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>A cmdlet that changes users of the connected SCIM directory, by the same rules as accounts.</summary>
public abstract class ScimChangeCmdlet : AccountChangeCmdlet
{
    private protected ScimClient Scim => field ??= Used.RequireScim(this);

    private protected override IWorkplace Workplace => field ??= new ScimWorkplace(Used, Scim);
}
