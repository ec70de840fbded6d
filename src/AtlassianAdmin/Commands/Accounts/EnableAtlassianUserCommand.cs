using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Enables (reactivates) managed accounts.</summary>
[Cmdlet(VerbsLifecycle.Enable, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class EnableAtlassianUserCommand : AccountChangeCmdlet
{
    /// <summary>Which way to go. Account (the default) is the account itself. Scim is the identity provider's record, which Connect-AtlassianScimDirectory connects. Auto is the account, and the record where the account is owned by an identity provider. Directory only gives the access back in every directory, which is less.</summary>
    [Parameter]
    public ChangeRoute Route { get; set; }

    private protected override string Question => Route switch
    {
        ChangeRoute.Directory => "Resume in every directory, not enable, the account",
        ChangeRoute.Scim => "Enable account (through SCIM)",
        _ => "Enable account",
    };

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override AccountOperation CreateOperation(UserIdentity identity) => Route switch
    {
        ChangeRoute.Scim => LifecycleOperation.Enable().InScim(ScimInUse),
        ChangeRoute.Auto => LifecycleOperation.Enable().OrInScim(ScimInUse),
        ChangeRoute.Directory => DirectoryOperation.Resume(directoryIds: null),
        _ => LifecycleOperation.Enable(),
    };

    // A SCIM key that is not taken concerns those whom an identity provider owns, not everybody.
    private protected override bool EndsTheKey(AdminException failure) =>
        base.EndsTheKey(failure) && (Route == ChangeRoute.Scim || failure.Code != ErrorCode.ScimKeyRejected);
}
