using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Session;

/// <summary>Asks an organization whether it is there and whether the key is good for it.</summary>
internal static class OrganizationProbe
{
    private const int NotFound = 404;

    /// <summary>Asks for the name of the organization, and for what to warn of: a key with scopes, and whatever may be passing.</summary>
    /// <param name="client">The client.</param>
    /// <param name="asksForScopes">False for a key that is known to have none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException">For an organization that is not there, and a key that may not see it.</exception>
    public static async Task<Finding> AskAsync(AdminClient client, bool asksForScopes, CancellationToken cancellationToken)
    {
        // At once: a key with scopes may see the organization, and only account management tells it apart.
        Task<AdminException?> accounts = asksForScopes ? RefusalOfAccountsAsync(client, cancellationToken) : Task.FromResult<AdminException?>(null);
        string? name = null;
        AdminException? doubt = null;
        try
        {
            Organization organization = await client.Organizations.GetAsync(cancellationToken).ConfigureAwait(false);
            name = organization.Name;
        }
        catch (AdminException e) when (e.HttpStatus == NotFound)
        {
            // Whoever says it, and in whichever words: it is not there for this key.
            throw e.As(ErrorCode.OrganizationNotFound);
        }
        catch (AdminException e) when (IsPassing(e) || HasScopes(e))
        {
            doubt = e;
        }

        AdminException? refusal = await accounts.ConfigureAwait(false);
        AdminException? told = refusal is not null && HasScopes(refusal) ? refusal : doubt;
        return new Finding(name, told is null ? null : $"{told.Message} {told.Remedy}");
    }

    /// <summary>Proves by reading that a key is good for the organization and for the accounts that it manages.</summary>
    /// <exception cref="AdminException">Why the key is not good, or that it could not be found out.</exception>
    public static async Task ProveAsync(AdminClient client, CancellationToken cancellationToken)
    {
        _ = await client.Organizations.GetAsync(cancellationToken).ConfigureAwait(false);
        await client.Accounts.ProveAccessAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>True for a failure that says nothing of the key or the organization, and may be over in a moment.</summary>
    public static bool IsPassing(AdminException failure) =>
        failure.Code is ErrorCode.RateLimited or ErrorCode.ServiceUnavailable or ErrorCode.NetworkFailure or ErrorCode.UnexpectedResponse;

    /// <summary>What was found.</summary>
    /// <param name="Name">The name of the organization; null when it could not be read.</param>
    /// <param name="Warning">What to warn of; null for nothing.</param>
    public sealed record Finding(string? Name, string? Warning);

    private static bool HasScopes(AdminException failure) => failure.Code is ErrorCode.KeyHasScopes or ErrorCode.KeyLacksScope;

    private static async Task<AdminException?> RefusalOfAccountsAsync(AdminClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.Accounts.ProveAccessAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AdminException e)
        {
            return e;
        }
    }
}
