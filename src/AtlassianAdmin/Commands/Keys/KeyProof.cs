using AtlassianAdmin.Client;

namespace AtlassianAdmin.Commands.Keys;

/// <summary>Proves by reading that a key is good for an organization and for the accounts that it manages.</summary>
internal static class KeyProof
{
    // A well-formed id that is nobody's.
    private const string NobodysAccountId = "000000000000000000000000";

    /// <exception cref="AdminException">Why the key is not good, or that it could not be found out.</exception>
    public static async Task ProveAsync(AdminClient client, CancellationToken cancellationToken)
    {
        _ = await client.Organizations.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A key with scopes sees the organization too; only account management tells it apart.
            _ = await client.Accounts.GetPermissionsAsync(NobodysAccountId, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Code is ErrorCode.AccountNotFound or ErrorCode.AccountNotManaged)
        {
            // The key was let in: only the account is nobody's.
        }
    }
}
