using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Disables (deactivates) managed accounts: nobody can log in with them anywhere.</summary>
[Cmdlet(VerbsLifecycle.Disable, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class DisableAtlassianUserCommand : PersonChangeCmdlet
{
    /// <summary>Shown to the person at login; without it the service's own text.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Message { get; set; }

    /// <summary>Which way to go. Account (the default) is the account itself. Scim is the identity provider's record, which Connect-AtlassianScimDirectory connects. Auto is the account, and the record where the account is owned by an identity provider. Directory only suspends the access in every directory, which is less.</summary>
    [Parameter]
    public ChangeRoute Route { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Message is not null && Route != ChangeRoute.Account)
        {
            WriteWarning(Route == ChangeRoute.Auto
                ? "People who are disabled through SCIM do not see -Message."
                : $"-Route {Route} cannot send -Message. Only -Route Account can.");
        }
    }

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) =>
    [
        Route switch
        {
            ChangeRoute.Scim => new("Disable account (through SCIM)", new DisableByScim(Used.ScimDirectoryId)),
            ChangeRoute.Auto => new("Disable account", new DisableAccount(Message, OrByScim: true)),
            ChangeRoute.Directory => new("Suspend in every directory, not disable, the account", new SuspendAccess(Directories: null)),
            _ => new("Disable account", new DisableAccount(Message)),
        },
    ];
}
