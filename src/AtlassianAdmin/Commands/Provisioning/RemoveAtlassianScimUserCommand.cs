using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Deletes users of the connected SCIM directory, for good: unlinked from the identity provider, and their accounts deactivated. The accounts themselves stay.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianScimUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianScimUserCommand : PersonChangeCmdlet
{
    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) => [new("Delete, for good, the SCIM user", new DeleteScimUser())];
}
