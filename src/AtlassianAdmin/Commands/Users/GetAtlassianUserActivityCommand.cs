using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Tells when people last used each product. The service is up to 24 hours behind, and says nothing of use through the API.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianUserActivity")]
[OutputType(typeof(UserActivity))]
public sealed class GetAtlassianUserActivityCommand : AccountReadCmdlet
{
    private protected override async Task<IEnumerable<object>> ReadAsync(AdminClient client, ResolvedIdentity person)
    {
        UserActivity activity = await client.Users.GetActivityAsync(person.Target!.AccountId, GiveUp).ConfigureAwait(false);
        activity.Email = person.Target.Email;
        activity.Name = person.Target.Name;
        return [activity];
    }
}
