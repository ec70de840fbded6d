using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;
using Directory = AtlassianAdmin.Client.Organizations.Directory;

namespace AtlassianAdmin.Changes.Operations.Directories;

/// <summary>Suspending and resuming a person in directories, and removing one from a directory. The account itself stays as it is.</summary>
public sealed class DirectoryOperation : AccountOperation
{
    private const string Suspended = "suspended";
    private const string NoMembership = "no_membership";

    private readonly Func<AdminClient, string, string, CancellationToken, Task<int>> _send;
    private readonly Func<string, bool> _isReached;
    private readonly List<string> _directoryIds;
    private readonly bool _oneDirectoryOnly;

    private DirectoryOperation(
        string action,
        string gerund,
        Func<AdminClient, string, string, CancellationToken, Task<int>> send,
        Func<string, bool> isReached,
        IEnumerable<string>? directoryIds,
        bool oneDirectoryOnly = false)
    {
        Action = action;
        Gerund = gerund;
        _send = send;
        _isReached = isReached;
        _directoryIds = (directoryIds ?? []).ToList();
        _oneDirectoryOnly = oneDirectoryOnly;
    }

    /// <inheritdoc/>
    public override string Action { get; }

    /// <inheritdoc/>
    public override string Gerund { get; }

    /// <inheritdoc/>
    public override string Route => "Directory";

    internal override IReadOnlyDictionary<string, string?> Details =>
        _directoryIds.Count == 0 ? NoDetails : new Dictionary<string, string?> { [ChangeDetail.DirectoryIds] = string.Join(",", _directoryIds) };

    // Which directories there are, and in which of them something is to do, is part of the state.
    internal override bool NeedsStateFirst => true;

    /// <summary>Suspends the person.</summary>
    /// <param name="directoryIds">The directories; null for every one the person is in.</param>
    public static DirectoryOperation Suspend(IEnumerable<string>? directoryIds) => new(
        "Suspend", "suspending",
        (client, directory, id, token) => client.Users.SuspendAsync(directory, id, token),
        status => status == Suspended,
        directoryIds);

    /// <summary>Gives the person the access back.</summary>
    /// <param name="directoryIds">The directories; null for every one the person is in.</param>
    public static DirectoryOperation Resume(IEnumerable<string>? directoryIds) => new(
        "Resume", "resuming",
        (client, directory, id, token) => client.Users.RestoreAsync(directory, id, token),
        status => status == "active",
        directoryIds);

    /// <summary>Removes the person from one directory.</summary>
    /// <param name="directoryIds">The directories; null when the person is in one only.</param>
    public static DirectoryOperation Remove(IEnumerable<string>? directoryIds) => new(
        "RemoveFromDirectory", "removing from the directory",
        (client, directory, id, token) => client.Users.RemoveAsync(directory, id, token),
        status => status == NoMembership,
        directoryIds,
        oneDirectoryOnly: true);

    internal override async Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken)
    {
        var directories = new List<Directory>();
        if (_directoryIds.Count == 0)
        {
            await foreach (Directory directory in client.Organizations.GetDirectoriesAsync(accountId, cancellationToken: cancellationToken).ConfigureAwait(false))
                directories.Add(directory);
        }
        else
        {
            directories.AddRange(_directoryIds.Select(id => new Directory { DirectoryId = id }));
        }

        string? email = null;
        string? name = null;
        var memberships = new List<DirectoryMembership>();
        foreach (Directory directory in directories)
        {
            User? user = await FindAsync(client, accountId, directory.DirectoryId, cancellationToken).ConfigureAwait(false);
            email ??= user?.Email;
            name ??= user?.Name;
            memberships.Add(new DirectoryMembership(directory.DirectoryId, directory.Name, user?.MembershipStatus ?? NoMembership));
        }

        string shown = memberships.Count == 0 ? NoMembership : string.Join(",", memberships.Select(m => m.Status).Distinct());
        return new AccountState(status: null, email, name, shown) { Memberships = memberships };
    }

    internal override async Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken)
    {
        int attempts = 0;
        foreach (DirectoryMembership membership in before!.Memberships!.Where(m => !_isReached(m.Status) && m.Status != NoMembership))
            attempts += await _send(client, membership.DirectoryId, accountId, cancellationToken).ConfigureAwait(false);
        return attempts;
    }

    internal override bool IsReached(AccountState state) =>
        _isReached(NoMembership)
            ? state.Memberships!.All(m => m.Status == NoMembership)
            : state.Memberships!.Any(m => m.Status != NoMembership) && state.Memberships!.All(m => _isReached(m.Status) || m.Status == NoMembership);

    internal override AdminException? Objection(AccountState state, string accountId)
    {
        if (state.Memberships!.All(m => m.Status == NoMembership))
            return new AdminException(ErrorCode.NotInDirectory, ("account", accountId), ("detail", "any of the directories that are meant"));
        return _oneDirectoryOnly && _directoryIds.Count == 0 && state.Memberships!.Count > 1
            ? new AdminException(
                ErrorCode.AmbiguousIdentity,
                ("detail", $"{state.Email ?? accountId} is in several directories, and -Directory must say which: {string.Join(", ", state.Memberships.Select(m => $"{m.Name} ({m.DirectoryId})"))}"))
            : null;
    }

    private static async Task<User?> FindAsync(AdminClient client, string accountId, string directoryId, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Organizations.GetUserAsync(accountId, directoryId, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Code == ErrorCode.AccountNotFound)
        {
            // Not in this directory (any more).
            return null;
        }
    }
}

/// <summary>A person's membership in one directory.</summary>
internal sealed class DirectoryMembership
{
    public DirectoryMembership(string directoryId, string? name, string status)
    {
        DirectoryId = directoryId;
        Name = name;
        Status = status;
    }

    public string DirectoryId { get; }

    public string? Name { get; }

    public string Status { get; }
}
