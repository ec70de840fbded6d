using System.Collections.Concurrent;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Reviews.Overview;

/// <summary>Reads everything about one person at once. What cannot be read is told, and costs nothing else.</summary>
internal sealed class OverviewReader(ConnectedClients clients, ChangeRunner runner)
{
    private const int MostEvents = 10;
    private static readonly TimeSpan EventPeriod = TimeSpan.FromDays(90);

    // In the order in which somebody decides. Each is foreseen as -WhatIf foresees it.
    private static readonly (string Command, OperationSpec Spec)[] Lifecycle =
    [
        ("Disable-AtlassianUser", new DisableAccount()),
        ("Enable-AtlassianUser", new EnableAccount()),
        ("Suspend-AtlassianUser", new SuspendAccess(null)),
        ("Resume-AtlassianUser", new ResumeAccess(null)),
        ("Remove-AtlassianDirectoryUser", new RemoveAccess(null)),
        ("Revoke-AtlassianUserToken", new RevokeAllTokens()),
        ("Remove-AtlassianUser", new DeleteAccount()),
        ("Restore-AtlassianUser", new CancelDeletion()),
    ];

    private static readonly (string Command, string Privilege, string Effect, string Gerund)[] WithValue =
    [
        ("Set-AtlassianUserEmail", Privilege.EmailSet, "Change the e-mail address", "changing the e-mail address"),
        ("Set-AtlassianUserProfile", Privilege.ProfileWrite, "Change the profile", "changing the profile"),
    ];

    // Asked once for all people, so that the wish of one to stop is not the others'.
    private readonly Lazy<Task<Dictionary<string, string>>> _sites = new(() => clients.Organization.Organizations.GetSitesAsync(CancellationToken.None));

    private AdminClient Client => clients.Organization;

    /// <summary>Reads a person.</summary>
    /// <param name="subject">Who.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException">The person is not in the organization, or the key is refused.</exception>
    public async Task<UserOverview> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        string id = subject.AccountId;
        User user = await FindAsync(subject, cancellationToken).ConfigureAwait(false);
        Subject known = subject with { Email = user.Email ?? subject.Email, Name = user.Name ?? subject.Name };
        var missing = new ConcurrentQueue<(int Place, string Text)>();
        Task<UserProfile?> profile = Unless(!user.IsManaged, () => ReadAsync(0, "the profile", () => Client.Accounts.GetProfileAsync(id, cancellationToken)));
        Task<List<OverviewDirectory>?> directories = ReadAsync(1, "the directories", () => DirectoriesAsync(id, cancellationToken));
        Task<OverviewGroup[]?> groups = GroupsAsync(user, missing, cancellationToken);
        Task<Dictionary<string, string>?> sites = ReadAsync(9, "the names of the sites", () => _sites.Value);
        Task<List<RoleAssignment>?> roles = ReadAsync(3, "the roles", () => Paging.ToListAsync(Client.Users.GetRolesAsync(id, cancellationToken)));
        Task<UserActivity?> activity = ReadAsync(4, "the last use of products", () => Client.Users.GetActivityAsync(id, cancellationToken));
        Task<IReadOnlyList<UserApiToken>?> tokens = Unless(!user.IsManaged, () => ReadAsync(5, "the API tokens", () => Client.Accounts.GetApiTokensAsync(id, cancellationToken)));
        Task<IReadOnlyList<ScimLink>?> links = ReadAsync(6, "the SCIM records", () => Client.Provisioning.GetLinksAsync(id, cancellationToken));
        Task<ScimUser?> record = RecordAsync(links, missing, cancellationToken);
        Task<List<AuditEvent>?> events = ReadAsync(8, "the audit log", () => EventsAsync(known, cancellationToken));
        Task<List<OverviewCommand>> commands = CommandsAsync(known, user, cancellationToken);
        await Task.WhenAll(sites, profile, directories, groups, roles, activity, tokens, links, record, events, commands).ConfigureAwait(false);

        UserActivity? used = await activity.ConfigureAwait(false);
        Dictionary<string, string>? hosts = await sites.ConfigureAwait(false);
        IReadOnlyList<ScimLink>? linked = await links.ConfigureAwait(false);
        if (!user.IsManaged)
            missing.Enqueue((0, "The profile and the API tokens: only the organization that manages the account sees them."));
        return new UserOverview
        {
            AccountId = id,
            Email = known.Email,
            Name = known.Name,
            Status = user.Status,
            AccountStatus = user.AccountStatus,
            IsManaged = user.IsManaged,
            ManagedBy = ManagerOf(user, linked),
            MfaEnabled = user.MfaEnabled,
            EmailVerified = user.EmailVerified,
            AddedToOrg = user.AddedToOrg,
            DeactivatedOn = user.DeactivatedOn,
            LastActive = used?.LastActive,
            Profile = await profile.ConfigureAwait(false),
            DirectoryDetails = await directories.ConfigureAwait(false),
            GroupDetails = await groups.ConfigureAwait(false),
            RoleDetails = await roles.ConfigureAwait(false),
            Sites = hosts,
            Products = ProductsOf(user, used, hosts),
            TokenDetails = await tokens.ConfigureAwait(false),
            ScimLinks = linked,
            ScimUser = await record.ConfigureAwait(false),
            EventDetails = await events.ConfigureAwait(false),
            CommandDetails = await commands.ConfigureAwait(false),
            NotRead = missing.OrderBy(m => m.Place).Select(m => m.Text).ToList(),
            Origin = Client.Options.Origin,
        };

        Task<T?> ReadAsync<T>(int place, string what, Func<Task<T>> read)
            where T : class => OverviewReader.ReadAsync(missing, place, what, read);
    }

    // The search tells groups and products at once; the person alone is read only where it does not show them yet.
    private async Task<User> FindAsync(Subject subject, CancellationToken cancellationToken)
    {
        var search = new UserSearch { AccountIds = [subject.AccountId], Expand = ["platformRoles", "groups", "productAccess"], Limit = 1 };
        await foreach (User found in Client.Users.SearchAsync(search, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(found.AccountId, subject.AccountId, StringComparison.Ordinal))
                return found;
        }

        return await Client.Users.GetAsync(subject.AccountId, cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<OverviewDirectory>> DirectoriesAsync(string accountId, CancellationToken cancellationToken) =>
        [.. (await DirectoryReader.ReadAsync(Client, accountId, named: null, cancellationToken).ConfigureAwait(false))
            .Select(d => new OverviewDirectory { DirectoryId = d.Directory.DirectoryId, Name = d.Directory.Name, MembershipStatus = d.State.ToString() })];

    private async Task<OverviewGroup[]?> GroupsAsync(User user, ConcurrentQueue<(int, string)> missing, CancellationToken cancellationToken)
    {
        if (user.Groups is not { } groups)
        {
            missing.Enqueue((2, "The groups: the search does not show the person yet."));
            return null;
        }

        return await Task.WhenAll(groups.Select(async group => new OverviewGroup
        {
            GroupId = group.GroupId,
            Name = group.Name,
            Gives = await ReadAsync(missing, 2, $"what the group {group} gives", () => GivesAsync(group.GroupId, cancellationToken)).ConfigureAwait(false),
        })).ConfigureAwait(false);
    }

    private async Task<List<string>> GivesAsync(string groupId, CancellationToken cancellationToken) =>
        [.. (await Paging.ToListAsync(Client.Groups.GetRolesAsync(groupId, cancellationToken)).ConfigureAwait(false))
            .SelectMany(assignment => assignment.Roles.Select(role => $"{assignment.ResourceOwner ?? assignment.ResourceId} {role}")).Distinct()];

    private async Task<ScimUser?> RecordAsync(Task<IReadOnlyList<ScimLink>?> links, ConcurrentQueue<(int, string)> missing, CancellationToken cancellationToken)
    {
        IReadOnlyList<ScimLink>? linked = await links.ConfigureAwait(false);
        if (clients.Scim is not { } scim || linked?.FirstOrDefault(l => l.ScimDirectoryId == scim.DirectoryId) is not { } link)
            return null;
        return await ReadAsync(missing, 7, "the SCIM record", () => scim.Users.GetAsync(link.ScimUserId, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<List<AuditEvent>> EventsAsync(Subject subject, CancellationToken cancellationToken)
    {
        // The log has no filter for whom it was done to: it is searched for the address, and what names somebody else is left out.
        var filter = new AuditFilter { SearchTerm = subject.Email ?? subject.AccountId, From = Client.Options.Clock.GetUtcNow() - EventPeriod };
        var events = new List<AuditEvent>();
        await foreach (AuditEvent found in Client.Audit.SearchAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            if (found.Context.Any(target => IsAbout(target, subject)))
                events.Add(found);
            if (events.Count == MostEvents)
                break;
        }

        return events;
    }

    private static bool IsAbout(AuditObject target, Subject subject) =>
        string.Equals(target.AccountId, subject.AccountId, StringComparison.Ordinal)
        || (target.AccountId is null && subject.Email is { } email && string.Equals(target.Email, email, StringComparison.OrdinalIgnoreCase));

    private async Task<List<OverviewCommand>> CommandsAsync(Subject subject, User page, CancellationToken cancellationToken)
    {
        Task<OverviewCommand[]> foreseen = Task.WhenAll(Lifecycle.Select(c => ForeseeAsync(c.Command, c.Spec, subject, page, cancellationToken)));
        List<OverviewCommand> commands = await PermittedAsync(subject, cancellationToken).ConfigureAwait(false);
        return [.. await foreseen.ConfigureAwait(false), .. commands];
    }

    private async Task<OverviewCommand> ForeseeAsync(string command, OperationSpec spec, Subject subject, User page, CancellationToken cancellationToken)
    {
        Intent intent = spec.ToIntent(subject, clients);
        intent.Page = page;
        var unit = new IntentUnit(runner, intent);
        IReadOnlyList<Change> changes = await unit.PreviewAsync(byPage: true, cancellationToken).ConfigureAwait(false);
        if (changes.FirstOrDefault(c => c.Failure is not null)?.Failure is { } refusal)
            return Refused(command, refusal);
        string expected = unit.Expect(changes);
        return new OverviewCommand
        {
            Command = command,
            WouldChange = changes.All(c => c.AfterState is not null) ? null : true,
            Effect = changes.All(c => c.AfterState is not null) ? expected.TrimStart(' ', '-') : intent.Effect + expected,
        };
    }

    private async Task<List<OverviewCommand>> PermittedAsync(Subject subject, CancellationToken cancellationToken)
    {
        AccountPermissions permissions;
        try
        {
            permissions = await Client.Accounts.GetPermissionsAsync(subject.AccountId, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Definition.Kind != ErrorKind.AuthenticationError)
        {
            AdminException named = e.With(("account", subject.Who));
            return [.. WithValue.Select(c => Refused(c.Command, named))];
        }

        return [.. WithValue.Select(c => permissions[c.Privilege] is { Allowed: false } rule && !permissions.ProfileFields.Values.Any(f => c.Privilege == Privilege.ProfileWrite && f.Allowed)
            ? Refused(c.Command, new AdminException(
                ErrorCatalogue.CodeOfReason(rule.Reason), ("account", subject.Who), ("action", c.Gerund), ("detail", rule.Reason ?? "no reason was given")))
            : new OverviewCommand { Command = c.Command, WouldChange = true, Effect = c.Effect })];
    }

    private static OverviewCommand Refused(string command, AdminException refusal) => new()
    {
        Command = command,
        WouldChange = false,
        Effect = $"would be refused, {refusal.Code}: {refusal.Message}",
        ErrorCode = refusal.Code,
        RecommendedAction = refusal.Remedy,
    };

    private static List<string>? ProductsOf(User user, UserActivity? used, Dictionary<string, string>? sites)
    {
        if (user.ProductAccess is not { } access)
            return used?.Products.Select(p => p.ToString()).ToList();
        return access.Select(product =>
        {
            DateTimeOffset? last = used?.Products.FirstOrDefault(p => p.ResourceId == product.ResourceId && p.Key == product.Key)?.LastActive ?? product.LastActive;
            return $"{UserOverview.Product(product.Key, product.ResourceId, sites)} {(last is { } time ? UserOverview.Day(time) : used is { IsReadable: true } ? "never used" : "last use not known")}";
        }).ToList();
    }

    private static string ManagerOf(User user, IReadOnlyList<ScimLink>? links)
    {
        string domain = user.Email is { } email && email.IndexOf('@') > 0 ? email.Substring(email.IndexOf('@') + 1) : "the address's domain";
        return !user.IsManaged ? $"Not this organization: only one that has verified {domain} can disable the account, change its profile and see its tokens."
            : links is { Count: > 0 } || user.IsSynced ? "This organization, through an identity provider: what the provider owns is changed there, or by -Route Auto after Connect-AtlassianScimDirectory."
            : "This organization.";
    }

    private static async Task<T?> Unless<T>(bool isLeftOut, Func<Task<T?>> read)
        where T : class => isLeftOut ? null : await read().ConfigureAwait(false);

    private static async Task<T?> ReadAsync<T>(ConcurrentQueue<(int, string)> missing, int place, string what, Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Definition.Kind != ErrorKind.AuthenticationError)
        {
            missing.Enqueue((place, $"{char.ToUpperInvariant(what[0])}{what.Substring(1)} ({e.Code}): {e.Message}"));
            return null;
        }
    }
}
