using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Lets users of the connected SCIM directory in again (active: true), and with them the accounts that they are linked to.</summary>
[Cmdlet(VerbsLifecycle.Enable, "AtlassianScimUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class EnableAtlassianScimUserCommand : ScimChangeCmdlet
{
    private protected override string Question => "Enable SCIM user";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override AccountOperation CreateOperation(UserIdentity identity) => ScimUserOperation.SetActive(Scim, active: true);
}
