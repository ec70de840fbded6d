using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Deletes, for good, the SCIM records of managed accounts; the accounts stay as they are, and the identity provider can provision them anew. Takes the admin key.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianScimRecord", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianScimRecordCommand : PersonChangeCmdlet
{
    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) => [new("Delete, for good, the SCIM record", new DeleteScimRecord())];
}
