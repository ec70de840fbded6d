using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Gets the profiles of managed accounts.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianUserProfile")]
[OutputType(typeof(UserProfile))]
public sealed class GetAtlassianUserProfileCommand : AccountReadCmdlet
{
    private protected override async Task<IEnumerable<object>> ReadAsync(AdminClient client, ResolvedIdentity person) =>
        [await client.Accounts.GetProfileAsync(person.Target!.AccountId, GiveUp).ConfigureAwait(false)];
}
