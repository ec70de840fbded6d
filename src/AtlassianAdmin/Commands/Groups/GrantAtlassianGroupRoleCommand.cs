using AtlassianAdmin.Changes.Operations.Groups;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Gives groups a role on a product, and with it everybody in them. It may take 30 seconds to take effect; -Verify waits for it.</summary>
[Cmdlet(VerbsSecurity.Grant, "AtlassianGroupRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(GroupChange))]
public sealed class GrantAtlassianGroupRoleCommand : GroupRoleChangeCmdlet
{
    private protected override bool Grants => true;
}
