using System.Management.Automation;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Identities;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Accounts;

/// <summary>Cancels a scheduled deletion, which also enables the account.</summary>
[Cmdlet(VerbsData.Restore, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class RestoreAtlassianUserCommand : AccountChangeCmdlet
{
    private protected override string Question => "Cancel deletion and enable account";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override AccountOperation CreateOperation(UserIdentity identity) => LifecycleOperation.CancelDelete();
}
