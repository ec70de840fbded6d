using AtlassianAdmin.Changes.Operations.Accounts;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Schedules managed accounts for deletion; for 14 days it can be cancelled.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianUserCommand : PersonChangeCmdlet
{
    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) => [new("Schedule deletion (final after 14 days)", new DeleteAccount())];
}
