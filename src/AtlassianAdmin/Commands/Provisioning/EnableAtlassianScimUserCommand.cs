using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Lets users of the connected SCIM directory in again (active: true), and with them the accounts that they are linked to.</summary>
[Cmdlet(VerbsLifecycle.Enable, "AtlassianScimUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class EnableAtlassianScimUserCommand : PersonChangeCmdlet
{
    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) => [new("Enable SCIM user", new SetScimUserActive(Active: true))];
}
