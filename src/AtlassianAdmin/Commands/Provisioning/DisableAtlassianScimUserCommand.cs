using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Deactivates users of the connected SCIM directory (active: false), and with them the accounts that they are linked to. Enable-AtlassianScimUser takes it back.</summary>
[Cmdlet(VerbsLifecycle.Disable, "AtlassianScimUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class DisableAtlassianScimUserCommand : PersonChangeCmdlet
{
    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) => [new("Disable SCIM user", new SetScimUserActive(Active: false))];
}
