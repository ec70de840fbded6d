using System.Collections.Concurrent;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>Reads the real state of people: in batches what the service tells in batches, many people at once the rest.</summary>
internal sealed class PeopleReader
{
    // Source: organization document, accountIds and groupIds 1..10.
    private const int IdsPerSearch = 10;

    private readonly AdminClient _client;
    private readonly ConcurrentDictionary<string, Group> _groups = new(StringComparer.OrdinalIgnoreCase);

    public PeopleReader(AdminClient client) => _client = client;

    /// <summary>Reads all of what a plan is made from. What one person's is refused is kept with the person; a rejected key ends it.</summary>
    public async Task ReadAsync(IReadOnlyList<PersonFacts> people, CancellationToken cancellationToken)
    {
        PersonFacts[] known = people.Where(p => p.Subject is not null && p.Failure is null).ToArray();
        IReadOnlyDictionary<string, User> users = await FindUsersAsync(known.Select(p => p.AccountId), cancellationToken).ConfigureAwait(false);
        await FindGroupsAsync(users.Values.SelectMany(u => u.Groups ?? []).Select(g => g.GroupId), cancellationToken).ConfigureAwait(false);
        var work = new OrderedWork<bool>(_client.Options.ThrottleLimit);
        await Task.WhenAll(known.Select(p => work.Add(key: null, async () =>
        {
            await ReadOneAsync(p, users.TryGetValue(p.AccountId, out User? user) ? user : null, cancellationToken).ConfigureAwait(false);
            return true;
        }))).ConfigureAwait(false);
    }

    /// <summary>The people of those ids, with their groups, products and roles; who is in no list is left out.</summary>
    public async Task<IReadOnlyDictionary<string, User>> FindUsersAsync(IEnumerable<string> accountIds, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<string, User>(StringComparer.Ordinal);
        await Task.WhenAll(Batches(accountIds).Select(async batch =>
        {
            var search = new UserSearch { AccountIds = batch, Limit = OrganizationsClient.LargestPage, Expand = ["platformRoles", "groups", "productAccess"] };
            await foreach (User user in _client.Users.SearchAsync(search, cancellationToken).ConfigureAwait(false))
                found[user.AccountId] = user;
        })).ConfigureAwait(false);
        return found;
    }

    private async Task FindGroupsAsync(IEnumerable<string> groupIds, CancellationToken cancellationToken) =>
        await Task.WhenAll(Batches(groupIds.Where(id => !_groups.ContainsKey(id))).Select(async batch =>
        {
            var search = new GroupSearch { GroupIds = batch, Limit = OrganizationsClient.LargestPage };
            await foreach (Group group in _client.Groups.SearchAsync(search, cancellationToken).ConfigureAwait(false))
                _groups[group.GroupId] = group;
        })).ConfigureAwait(false);

    private async Task ReadOneAsync(PersonFacts person, User? user, CancellationToken cancellationToken)
    {
        try
        {
            AccountState state = await AccountState.ReadAsync(_client, person.AccountId, cancellationToken).ConfigureAwait(false);
            person.Email = state.Email ?? user?.Email ?? person.Subject!.Email;
            person.Name = state.Name ?? user?.Name ?? person.Subject!.Name;
            person.Status = state.Status;
            person.AccountType = user?.AccountType ?? state.Profile?.AccountType;
            // Only managed accounts show their profile.
            person.IsManaged = user?.IsManaged ?? state.Profile is not null;
            TakeUser(person, user);
            person.Directories = await DirectoriesAsync(person.AccountId, cancellationToken).ConfigureAwait(false);
            await ReadRolesAsync(person, cancellationToken).ConfigureAwait(false);
            if (person.IsManaged == true)
                await ReadAccountAsync(person, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (!e.RefusesTheKey)
        {
            person.Failure = e.With(("account", person.Email ?? person.Subject!.Email ?? person.AccountId));
        }
    }

    private void TakeUser(PersonFacts person, User? user)
    {
        if (user is null)
            return;
        person.IsOrganizationAdmin = user.PlatformRoles?.Contains(Role.OrganizationAdmin) == true;
        person.LastActive = user.ProductAccess?.Max(p => p.LastActive);
        person.Groups = (user.Groups ?? []).Select(g => _groups.TryGetValue(g.GroupId, out Group? group)
            ? new PersonGroup { GroupId = group.GroupId, Name = group.Name ?? g.Name, DirectoryId = group.DirectoryId, Lock = GroupLock.Violation(group)?.Code }
            : new PersonGroup { GroupId = g.GroupId, Name = g.Name, Lock = ErrorCode.GroupNotFound }).ToList();
    }

    private async Task<IReadOnlyList<PersonDirectory>> DirectoriesAsync(string accountId, CancellationToken cancellationToken)
    {
        IReadOnlyList<(TargetDirectory Directory, DirectoryState State)> memberships =
            await DirectoryReader.ReadAsync(_client, accountId, named: null, cancellationToken).ConfigureAwait(false);
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

    private async Task ReadAccountAsync(PersonFacts person, CancellationToken cancellationToken)
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
            person.TokenCount = (await _client.Accounts.GetApiTokensAsync(person.AccountId, cancellationToken).ConfigureAwait(false)).Count;
        }
        catch (AdminException e) when (!e.RefusesTheKey)
        {
            person.TokenRefusal = e;
        }

        person.ScimLinks = (await _client.Provisioning.GetLinksAsync(person.AccountId, cancellationToken).ConfigureAwait(false))
            .Select(l => new PersonScimLink { ScimUserId = l.ScimUserId, ScimDirectoryId = l.ScimDirectoryId }).ToList();
    }

    private static IEnumerable<List<string>> Batches(IEnumerable<string> ids) => ids
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Select((id, index) => (id, index))
        .GroupBy(i => i.index / IdsPerSearch, i => i.id)
        .Select(batch => batch.ToList());
}
