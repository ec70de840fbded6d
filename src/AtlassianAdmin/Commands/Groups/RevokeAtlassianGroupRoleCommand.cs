using AtlassianAdmin.Changes.Operations.Groups;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Takes a role on a product from groups, and from everybody who has it through them. It may take 30 seconds to take effect; -Verify waits for it.</summary>
[Cmdlet(VerbsSecurity.Revoke, "AtlassianGroupRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(GroupChange))]
public sealed class RevokeAtlassianGroupRoleCommand : GroupRoleChangeCmdlet
{
    private protected override bool Grants => false;
}
