using System.Management.Automation;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Identities;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Accounts;

/// <summary>Enables (reactivates) managed accounts.</summary>
[Cmdlet(VerbsLifecycle.Enable, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class EnableAtlassianUserCommand : AccountChangeCmdlet
{
    private protected override string Question => "Enable account";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override AccountOperation CreateOperation(UserIdentity identity) => LifecycleOperation.Enable();
}
