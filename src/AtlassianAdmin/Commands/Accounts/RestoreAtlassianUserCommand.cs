using AtlassianAdmin.Changes.Operations.Accounts;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Cancels a scheduled deletion, which also enables the account.</summary>
[Cmdlet(VerbsData.Restore, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class RestoreAtlassianUserCommand : PersonChangeCmdlet
{
    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) => [new("Cancel deletion and enable account", new CancelDeletion())];
}
