using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Changes.Operations;

/// <summary>Whether what was named by its id is there. What is not there is as wanted by accident only, such as no member of any group.</summary>
internal static class Existence
{
    /// <summary>Why there is no such account; null when there is one, or that cannot be told.</summary>
    public static async Task<AdminException?> OfAccountAsync(ConnectedClients clients, Subject subject, CancellationToken cancellationToken)
    {
        // An address was found by the search, so the account is there.
        if (subject.Email is not null || subject.AccountId.Length == 0)
            return null;
        try
        {
            _ = await clients.Organization.Accounts.GetPermissionsAsync(subject.AccountId, [Privilege.ProfileRead], cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AdminException e) when (e.Code == ErrorCode.AccountNotFound)
        {
            return await IsInDirectoryAsync(clients, subject.AccountId, cancellationToken).ConfigureAwait(false) ? null : e.With(("account", subject.Who));
        }
        catch (AdminException)
        {
            // An account of others, or a key that may not ask: not disproved.
            return null;
        }
    }

    /// <summary>Why there is no such directory; null when there are all of them.</summary>
    public static async Task<AdminException?> OfDirectoriesAsync(ConnectedClients clients, IReadOnlyList<TargetDirectory>? named, CancellationToken cancellationToken)
    {
        // A name was read from the service.
        if (named?.All(d => d.Name is not null) != false)
            return null;
        List<Directory> all = await clients.Answers.GetAsync(
            "directories", () => Paging.ToListAsync(clients.Organization.Organizations.GetDirectoriesAsync(cancellationToken: cancellationToken))).ConfigureAwait(false);
        return named.FirstOrDefault(n => n.Name is null && !all.Any(d => string.Equals(d.DirectoryId, n.DirectoryId, StringComparison.OrdinalIgnoreCase))) is { } missing
            ? new AdminException(ErrorCode.DirectoryNotFound, ("detail", $"none has the id {missing.DirectoryId} (there are: {string.Join(", ", all.Select(d => $"{d.Name} ({d.DirectoryId})"))})"))
            : null;
    }

    /// <summary>Why there is no such product; null when there is one, or it is none of those that the service lists.</summary>
    public static async Task<AdminException?> OfResourceAsync(ConnectedClients clients, string? resourceId, CancellationToken cancellationToken)
    {
        // The organization itself is no product.
        if (resourceId is null || resourceId.IndexOf(":org/", StringComparison.OrdinalIgnoreCase) >= 0)
            return null;
        List<Workspace> all = await clients.Answers.GetAsync(
            "workspaces", () => Paging.ToListAsync(clients.Organization.Organizations.GetWorkspacesAsync(cancellationToken: cancellationToken))).ConfigureAwait(false);
        return all.Any(w => string.Equals(w.ResourceId, resourceId, StringComparison.OrdinalIgnoreCase))
            ? null
            : new AdminException(ErrorCode.ResourceNotFound, ("detail", $"the organization has no product {resourceId}"));
    }

    private static async Task<bool> IsInDirectoryAsync(ConnectedClients clients, string accountId, CancellationToken cancellationToken)
    {
        try
        {
            _ = await clients.Organization.Users.GetAsync(accountId, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AdminException e) when (e.Code == ErrorCode.AccountNotFound)
        {
            return false;
        }
    }
}
