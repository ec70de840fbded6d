namespace AtlassianAdmin.Commands.Roles;

/// <summary>Takes a role from people on a product, or on the organization. It may take 30 seconds to take effect; -Verify waits for it.</summary>
[Cmdlet(VerbsSecurity.Revoke, "AtlassianUserRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class RevokeAtlassianUserRoleCommand : UserRoleChangeCmdlet
{
    private protected override bool Grants => false;
}
