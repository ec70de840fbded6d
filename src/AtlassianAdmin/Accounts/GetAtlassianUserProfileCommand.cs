using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using AtlassianAdmin.Identities;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Accounts;

/// <summary>Gets the profiles of managed accounts.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianUserProfile")]
[OutputType(typeof(UserProfile))]
public sealed class GetAtlassianUserProfileCommand : AccountReadCmdlet
{
    private protected override async Task<IEnumerable<object>> ReadAsync(AdminClient client, ResolvedIdentity person) =>
        [await client.Accounts.GetProfileAsync(person.Target!.AccountId, GiveUp).ConfigureAwait(false)];
}
