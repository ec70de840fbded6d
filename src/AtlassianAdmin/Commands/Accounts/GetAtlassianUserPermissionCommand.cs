using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Reviews.Diagnosis;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Tells what you may do to accounts, and why not: one row a privilege, and one a profile field.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianUserPermission")]
[OutputType(typeof(UserPermission))]
public sealed class GetAtlassianUserPermissionCommand : PersonReadCmdlet
{
    /// <summary>The privileges to ask about; without it, all.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(PrivilegeCompleter))]
    [KnownValues(typeof(Privilege), nameof(AtlassianAdmin.Client.Accounts.Privilege.Known))]
    [ValidateNotNullOrEmpty]
    public string[]? Privilege { get; set; }

    private protected override async Task<IEnumerable<object>> ReadAsync(ResolvedIdentity person)
    {
        Subject target = person.Target!;
        AccountPermissions permissions = await Client.Accounts
            .GetPermissionsAsync(target.AccountId, Privilege, GiveUp).ConfigureAwait(false);
        return PermissionRows.Of(permissions, target, Client.Options.Origin);
    }
}
