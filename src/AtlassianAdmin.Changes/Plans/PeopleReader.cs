using System.Collections.Concurrent;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Reading;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>Reads the real state of people: from pages what they tell, and of a person alone only what no page tells, or what a page leaves in doubt.</summary>
internal sealed class PeopleReader
{
    // So many people's own lists of tokens cost as much as one request for everybody's is allowed to.
    private const int PeopleATokenRequest = 4;

    private readonly AdminClient _client;
    private readonly PersonPages _pages;
    private readonly ConcurrentDictionary<string, Group> _groups = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _administrators = new(StringComparer.Ordinal);
    private List<Directory>? _directories;
    private TokenList? _tokens;
    private bool _administratorsAreKnown;
    private bool _tokensAreAsked;

    public PeopleReader(AdminClient client)
    {
        _client = client;
        _pages = new PersonPages(client);
    }

    /// <summary>Reads all of what a plan is made from. What one person's is refused is kept with the person; a rejected key ends it.</summary>
    public async Task ReadAsync(IReadOnlyList<PersonFacts> people, CancellationToken cancellationToken)
    {
        PersonFacts[] known = people.Where(p => p.Subject is not null && p.Failure is null).ToArray();
        IReadOnlyDictionary<string, User> users =
            await _pages.FindAsync(known.Select(p => (p.AccountId, p.Subject!.Email)), PersonPages.Everything, cancellationToken).ConfigureAwait(false);
        await FindGroupsAsync(users.Values.SelectMany(u => u.Groups ?? []).Select(g => g.GroupId), cancellationToken).ConfigureAwait(false);
        await FindAdministratorsAsync(known.Length, cancellationToken).ConfigureAwait(false);
        await FindTokensAsync(users.Values.Count(u => u.IsManaged), cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<string, IReadOnlyList<TargetDirectory>>? directories =
            await FindDirectoriesAsync(users.Values.ToList(), cancellationToken).ConfigureAwait(false);
        var work = new OrderedWork<bool>(_client.Options.ThrottleLimit);
        await Task.WhenAll(known.Select(p => work.Add(key: null, async () =>
        {
            User? user = users.TryGetValue(p.AccountId, out User? shown) ? shown : null;
            IReadOnlyList<TargetDirectory>? memberOf =
                user is null || directories is null ? null : directories.TryGetValue(p.AccountId, out IReadOnlyList<TargetDirectory>? list) ? list : [];
            await ReadOneAsync(p, user, memberOf, cancellationToken).ConfigureAwait(false);
            return true;
        }))).ConfigureAwait(false);
    }

    private async Task FindGroupsAsync(IEnumerable<string> groupIds, CancellationToken cancellationToken) =>
        await Task.WhenAll(PersonPages.Batches(groupIds.Where(id => !_groups.ContainsKey(id)), PersonPages.IdsPerSearch).Select(async batch =>
        {
            var search = new GroupSearch { GroupIds = batch, Limit = OrganizationsClient.LargestPage };
            await foreach (Group group in _client.Groups.SearchAsync(search, cancellationToken).ConfigureAwait(false))
                _groups[group.GroupId] = group;
        })).ConfigureAwait(false);

    /// <summary>Who administers the organization, by a search of its own: nobody is off-boarded because a page left a role out.</summary>
    private async Task FindAdministratorsAsync(int people, CancellationToken cancellationToken)
    {
        if (_administratorsAreKnown || people == 0)
            return;
        var search = new UserSearch { RoleIds = [Role.OrganizationAdmin], Limit = OrganizationsClient.LargestPage };
        await foreach (User user in _client.Users.SearchAsync(search, cancellationToken).ConfigureAwait(false))
            _administrators.Add(user.AccountId);
        _administratorsAreKnown = true;
    }

    /// <summary>The tokens of everybody, once, where the list is not too long for so few people.</summary>
    private async Task FindTokensAsync(int people, CancellationToken cancellationToken)
    {
        if (_tokensAreAsked || people < PeopleATokenRequest)
            return;
        _tokensAreAsked = true;
        _tokens = await TokenList.ReadAsync(_client, people / PeopleATokenRequest, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The directories of each person, one after the other for everybody; null where asking for each person's costs less.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<TargetDirectory>>?> FindDirectoriesAsync(List<User> people, CancellationToken cancellationToken)
    {
        if (people.Count < 2)
            return null;
        _directories ??= await Paging.ToListAsync(_client.Organizations.GetDirectoriesAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
        int pages = (people.Count + UsersClient.EmailsPerSearch - 1) / UsersClient.EmailsPerSearch;
        if (_directories.Count * pages > people.Count)
            return null;
        var found = new Dictionary<string, List<TargetDirectory>>(StringComparer.Ordinal);
        IReadOnlyCollection<string>[] members = await Task.WhenAll(_directories.Select(d => _pages.InDirectoryAsync(people, d.DirectoryId, cancellationToken))).ConfigureAwait(false);
        for (int index = 0; index < members.Length; index++)
        {
            var directory = new TargetDirectory(_directories[index].DirectoryId, _directories[index].Name);
            foreach (string accountId in members[index])
            {
                if (!found.TryGetValue(accountId, out List<TargetDirectory>? list))
                    found[accountId] = list = [];
                list.Add(directory);
            }
        }

        return found.ToDictionary(f => f.Key, f => (IReadOnlyList<TargetDirectory>)f.Value, StringComparer.Ordinal);
    }

    private async Task ReadOneAsync(PersonFacts person, User? user, IReadOnlyList<TargetDirectory>? memberOf, CancellationToken cancellationToken)
    {
        try
        {
            AccountState state = (user is null ? null : Saved(AccountState.Of(user)))
                ?? await AccountState.ReadAsync(_client, person.AccountId, cancellationToken).ConfigureAwait(false);
            person.Email = state.Email ?? user?.Email ?? person.Subject!.Email;
            person.Name = state.Name ?? user?.Name ?? person.Subject!.Name;
            person.Status = state.Status;
            person.AccountType = user?.AccountType ?? state.Profile?.AccountType;
            // Only managed accounts show their profile.
            person.IsManaged = user?.IsManaged ?? state.Profile is not null;
            TakeUser(person, user);
            person.Directories = await DirectoriesAsync(person.AccountId, user, memberOf, cancellationToken).ConfigureAwait(false);
            if (user?.PlatformRoles is null || user.ProductAccess is null)
                await ReadRolesAsync(person, cancellationToken).ConfigureAwait(false);
            else
                RequestScope.NoteSaved();
            if (person.IsManaged == true)
                await ReadAccountAsync(person, user, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (!e.RefusesTheKey)
        {
            person.Failure = e.With(("account", person.Email ?? person.Subject!.Email ?? person.AccountId));
        }
    }

    private static T? Saved<T>(T? told)
    {
        if (told is not null)
            RequestScope.NoteSaved();
        return told;
    }

    private void TakeUser(PersonFacts person, User? user)
    {
        person.IsOrganizationAdmin = _administrators.Contains(person.AccountId);
        if (user is null)
            return;
        person.IsOrganizationAdmin |= user.PlatformRoles?.Contains(Role.OrganizationAdmin) == true;
        person.LastActive = user.ProductAccess?.Max(p => p.LastActive);
        person.Roles = [.. user.PlatformRoles ?? [], .. (user.ProductAccess ?? []).Select(p => $"{p.Key} on {p.ResourceId}")];
        person.Groups = (user.Groups ?? []).Select(g => _groups.TryGetValue(g.GroupId, out Group? group)
            ? new PersonGroup { GroupId = group.GroupId, Name = group.Name ?? g.Name, DirectoryId = group.DirectoryId, Lock = GroupLock.Violation(group)?.Code }
            : new PersonGroup { GroupId = g.GroupId, Name = g.Name, Lock = ErrorCode.GroupNotFound }).ToList();
    }

    private async Task<IReadOnlyList<PersonDirectory>> DirectoriesAsync(
        string accountId, User? user, IReadOnlyList<TargetDirectory>? memberOf, CancellationToken cancellationToken)
    {
        // Over all directories a person is suspended when it is so in each; who is active in one of several may be suspended in another.
        if (memberOf is not null && user?.MembershipStatus is { } status && (memberOf.Count < 2 || status == DirectoryState.Suspended))
        {
            RequestScope.NoteSaved(1 + memberOf.Count);
            return memberOf.Select(d => new PersonDirectory { DirectoryId = d.DirectoryId, Name = d.Name, Status = status }).ToList();
        }

        IReadOnlyList<(TargetDirectory Directory, DirectoryState State)> memberships =
            await DirectoryReader.ReadAsync(_client, accountId, memberOf, cancellationToken).ConfigureAwait(false);
        return memberships.Select(m => new PersonDirectory { DirectoryId = m.Directory.DirectoryId, Name = m.Directory.Name, Status = m.State.Status }).ToList();
    }

    private async Task ReadRolesAsync(PersonFacts person, CancellationToken cancellationToken)
    {
        if (person.Directories.Count == 0)
            return;
        List<RoleAssignment> roles = await Paging.ToListAsync(_client.Users.GetRolesAsync(person.AccountId, cancellationToken)).ConfigureAwait(false);
        person.Roles = roles.SelectMany(a => a.Roles.Select(r => $"{r} on {a.ResourceId}")).ToList();
        person.IsOrganizationAdmin |= roles.Any(a => a.Roles.Contains(Role.OrganizationAdmin));
    }

    private async Task ReadAccountAsync(PersonFacts person, User? user, CancellationToken cancellationToken)
    {
        try
        {
            person.Permissions = await _client.Accounts.GetPermissionsAsync(
                person.AccountId, [Privilege.LifecycleEnablement, Privilege.LifecycleDelete, Privilege.ApiTokenDelete], cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (!e.RefusesTheKey)
        {
            person.PermissionRefusal = e;
            return;
        }

        try
        {
            person.TokenCount = Saved(_tokens?.CountOf(person.AccountId))
                ?? (await _client.Accounts.GetApiTokensAsync(person.AccountId, cancellationToken).ConfigureAwait(false)).Count;
        }
        catch (AdminException e) when (!e.RefusesTheKey)
        {
            person.TokenRefusal = e;
        }

        // Who is not on a page may be linked without anything that says so.
        if (user is null || user.IsSynced || person.ReasonAgainst(Privilege.LifecycleEnablement) == "externalDirectory.scim")
        {
            person.ScimLinks = (await _client.Provisioning.GetLinksAsync(person.AccountId, cancellationToken).ConfigureAwait(false))
                .Select(l => new PersonScimLink { ScimUserId = l.ScimUserId, ScimDirectoryId = l.ScimDirectoryId }).ToList();
        }
    }
}
