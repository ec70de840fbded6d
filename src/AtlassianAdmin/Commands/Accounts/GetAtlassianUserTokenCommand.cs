using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Lists the API tokens of managed accounts; the tokens themselves are never shown by the service.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianUserToken")]
[OutputType(typeof(UserApiToken))]
public sealed class GetAtlassianUserTokenCommand : PersonReadCmdlet
{
    private protected override async Task<IEnumerable<object>> ReadAsync(ResolvedIdentity person) =>
        await Client.Accounts.GetApiTokensAsync(person.Target!.AccountId, GiveUp).ConfigureAwait(false);
}
