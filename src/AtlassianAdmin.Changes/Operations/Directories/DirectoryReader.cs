using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Directories;

/// <summary>Reads the memberships of a person in directories.</summary>
internal static class DirectoryReader
{
    /// <summary>How people name a directory, where the connection has read it; otherwise its id.</summary>
    public static string NameOf(ConnectedClients clients, TargetDirectory directory) =>
        directory.Name ?? clients.KnownNameOf(directory.DirectoryId) ?? directory.DirectoryId;

    /// <summary>Reads the membership in one directory.</summary>
    public static Task<DirectoryState> ReadAsync(
        UsersClient users, string accountId, string directoryId, CancellationToken cancellationToken) =>
        ReadAsync(users, accountId, directoryId, found: null, cancellationToken);

    /// <summary>The same, and hands on the person as the directory knows them.</summary>
    public static async Task<DirectoryState> ReadAsync(
        UsersClient users, string accountId, string directoryId, Action<User>? found, CancellationToken cancellationToken)
    {
        try
        {
            User user = await users.GetAsync(accountId, directoryId, cancellationToken).ConfigureAwait(false);
            found?.Invoke(user);
            return new DirectoryState(user.MembershipStatus ?? DirectoryState.NoMembership) { Email = user.Email, Name = user.Name };
        }
        catch (AdminException e) when (e.Code == ErrorCode.AccountNotFound)
        {
            // Not in this directory (any more).
            return new DirectoryState(DirectoryState.NoMembership);
        }
    }

    /// <summary>Reads the memberships in those that are named, or in every one that the person is in.</summary>
    public static async Task<IReadOnlyList<(TargetDirectory Directory, DirectoryState State)>> ReadAsync(
        AdminClient organization, string accountId, IReadOnlyList<TargetDirectory>? named, CancellationToken cancellationToken)
    {
        var directories = new List<TargetDirectory>(named ?? []);
        if (named is null)
        {
            await foreach (Directory directory in organization.Organizations.GetDirectoriesAsync(accountId, cancellationToken: cancellationToken).ConfigureAwait(false))
                directories.Add(new TargetDirectory(directory.DirectoryId, directory.Name));
        }

        var memberships = new List<(TargetDirectory, DirectoryState)>();
        foreach (TargetDirectory directory in directories)
            memberships.Add((directory, await ReadAsync(organization.Users, accountId, directory.DirectoryId, cancellationToken).ConfigureAwait(false)));
        return memberships;
    }
}
