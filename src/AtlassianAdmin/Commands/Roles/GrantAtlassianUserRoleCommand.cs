namespace AtlassianAdmin.Commands.Roles;

/// <summary>Gives people a role on a product, or on the organization. It may take 30 seconds to take effect; -Verify waits for it.</summary>
[Cmdlet(VerbsSecurity.Grant, "AtlassianUserRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class GrantAtlassianUserRoleCommand : UserRoleChangeCmdlet
{
    private protected override bool Grants => true;
}
