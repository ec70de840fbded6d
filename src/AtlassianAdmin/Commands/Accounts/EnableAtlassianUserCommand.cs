using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Enables (reactivates) managed accounts.</summary>
[Cmdlet(VerbsLifecycle.Enable, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class EnableAtlassianUserCommand : PersonChangeCmdlet
{
    /// <summary>Which way to go. Account (the default) is the account itself. Scim is the identity provider's record, which Connect-AtlassianScimDirectory connects. Auto is the account, and the record where the account is owned by an identity provider. Directory only gives the access back in every directory, which is less.</summary>
    [Parameter]
    public ChangeRoute Route { get; set; }

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) =>
    [
        Route switch
        {
            ChangeRoute.Scim => new("Enable account (through SCIM)", new EnableByScim(Used.ScimDirectoryId)),
            ChangeRoute.Auto => new("Enable account", new EnableAccount(OrByScim: true)),
            ChangeRoute.Directory => new("Resume in every directory, not enable, the account", new ResumeAccess(Directories: null)),
            _ => new("Enable account", new EnableAccount()),
        },
    ];
}
