using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Gets the profiles of managed accounts.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianUserProfile")]
[OutputType(typeof(UserProfile))]
public sealed class GetAtlassianUserProfileCommand : PersonReadCmdlet
{
    private protected override async Task<IEnumerable<object>> ReadAsync(ResolvedIdentity person) =>
        [await Client.Accounts.GetProfileAsync(person.Target!.AccountId, GiveUp).ConfigureAwait(false)];
}
