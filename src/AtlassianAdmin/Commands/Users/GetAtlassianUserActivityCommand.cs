using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Tells when people last used each product. The service is up to 24 hours behind, and says nothing of use through the API.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianUserActivity")]
[OutputType(typeof(UserActivity))]
public sealed class GetAtlassianUserActivityCommand : PersonReadCmdlet
{
    private protected override async Task<IEnumerable<object>> ReadAsync(ResolvedIdentity person)
    {
        UserActivity activity = await Client.Users.GetActivityAsync(person.Target!.AccountId, GiveUp).ConfigureAwait(false);
        activity.Email = person.Target.Email;
        activity.Name = person.Target.Name;
        return [activity];
    }
}
