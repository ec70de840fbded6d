using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Deletes users of the connected SCIM directory, for good: unlinked from the identity provider, and their accounts deactivated. The accounts themselves stay.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianScimUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianScimUserCommand : PersonChangeCmdlet
{
    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    private protected override string Question => "Delete, for good, the SCIM user";

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    private protected override OperationSpec CreateSpec(UserIdentity identity) => new DeleteScimUser();
}
