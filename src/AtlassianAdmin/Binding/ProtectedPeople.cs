using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Binding;

/// <summary>
/// The accounts that a connection never changes. Each is looked up when connecting, because a mistyped one protects nobody; one
/// that cannot be looked up is protected all the same, with a word about it.
/// </summary>
internal sealed class ProtectedPeople
{
    /// <summary>Source: organization document, <c>accountIds</c> 1..10 of the search.</summary>
    private const int IdsPerSearch = 10;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _doubts = [];

    private ProtectedPeople(IReadOnlyList<string> accountIds) => AccountIds = accountIds;

    public IReadOnlyList<string> AccountIds { get; }

    /// <summary>What could not be looked up, in sentences.</summary>
    public IReadOnlyList<string> Doubts => _doubts;

    /// <exception cref="AdminException">For the first that names nobody.</exception>
    public static async Task<ProtectedPeople> FindAsync(AdminClient client, IReadOnlyList<UserIdentity> meant, CancellationToken cancellationToken)
    {
        IReadOnlyList<ResolvedIdentity> resolved = await IdentityResolver.ResolveAsync(client, meant, cancellationToken).ConfigureAwait(false);
        if (resolved.FirstOrDefault(p => p.Failure is not null)?.Failure is { } failure)
            throw failure;
        var people = new ProtectedPeople(resolved.Select(p => p.Target!.AccountId).Distinct(StringComparer.Ordinal).ToList());
        foreach (ResolvedIdentity found in resolved.Where(p => p.User is not null))
            people._known.Add(found.Target!.AccountId);
        await people.LookUpAsync(client, cancellationToken).ConfigureAwait(false);
        return people;
    }

    private async Task LookUpAsync(AdminClient client, CancellationToken cancellationToken)
    {
        List<string> ids = AccountIds.Where(id => !_known.Contains(id)).ToList();
        try
        {
            for (int from = 0; from < ids.Count; from += IdsPerSearch)
            {
                var search = new UserSearch { AccountIds = ids.Skip(from).Take(IdsPerSearch).ToList(), Limit = IdsPerSearch };
                // Collected at once: an await foreach has a field of a library's type, and PowerShell looks at fields at import.
                foreach (User user in await Paging.ToListAsync(client.Users.SearchAsync(search, cancellationToken)).ConfigureAwait(false))
                    _known.Add(user.AccountId);
            }

            // Whom the search does not show, account management may know.
            foreach (string id in ids.Where(id => !_known.Contains(id)))
                await LookUpAsync(client, id, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Code != ErrorCode.AccountNotFound)
        {
            // What the search was refused, it is refused for the others too.
            Doubt(string.Join(", ", ids.Where(id => !_known.Contains(id))), e);
        }
    }

    private async Task LookUpAsync(AdminClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            await client.Accounts.GetPermissionsAsync(id, [Privilege.ProfileRead], cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Code != ErrorCode.AccountNotFound)
        {
            Doubt(id, e);
        }
    }

    private void Doubt(string who, AdminException why) =>
        _doubts.Add($"-ProtectedIdentity: {who} could not be looked up, and is protected all the same. {why.Message} {why.Remedy}");
}
