using System.Management.Automation;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Identities;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Accounts;

/// <summary>Disables (deactivates) managed accounts: nobody can log in with them anywhere.</summary>
[Cmdlet(VerbsLifecycle.Disable, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class DisableAtlassianUserCommand : AccountChangeCmdlet
{
    /// <summary>Shown to the person at login; without it the service's own text.</summary>
    [Parameter]
    public string? Message { get; set; }

    private protected override string Question => "Disable account";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override AccountOperation CreateOperation(UserIdentity identity) => LifecycleOperation.Disable(Message);
}
