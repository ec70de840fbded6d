using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Tells which records of SCIM directories belong to people. Takes the admin key; no SCIM directory needs to be connected.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianScimLink")]
[OutputType(typeof(ScimLink))]
public sealed class GetAtlassianScimLinkCommand : AccountReadCmdlet
{
    private protected override IWorkplace Workplace => field ??= new LinkWorkplace(Used);

    private protected override async Task<IEnumerable<object>> ReadAsync(AdminClient client, ResolvedIdentity person)
    {
        ChangeTarget target = person.Target!;
        IReadOnlyList<ScimLink> links = target.AccountId.Length > 0
            ? await client.Provisioning.GetLinksAsync(target.AccountId, GiveUp).ConfigureAwait(false)
            : await client.Provisioning.FindLinksAsync(target.Email!, GiveUp).ConfigureAwait(false);
        foreach (ScimLink link in links)
        {
            link.Email = target.Email;
            link.Name = target.Name;
        }

        return links;
    }

    /// <summary>An e-mail address is asked for as it is: a record may have one that no account has.</summary>
    private sealed class LinkWorkplace(AtlassianConnection connection) : IWorkplace
    {
        public string DisplayName => connection.DisplayName;

        public int ThrottleLimit => connection.ThrottleLimit;

        public DateTimeOffset? WaitingUntil => connection.Client.WaitingUntil;

        public Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ResolvedIdentity>>(identities.Select(Take).ToList());

        public ChangeRunner CreateRunner() => ((IWorkplace)connection).CreateRunner();

        private static ResolvedIdentity Take(UserIdentity identity) => identity.Fault is { } fault
            ? new ResolvedIdentity(identity, new AdminException(ErrorCode.InvalidIdentity, ("detail", fault)))
            : new ResolvedIdentity(identity, new ChangeTarget(identity.Input, identity.AccountId ?? "", identity.Email, identity.Name), user: null);
    }
}
