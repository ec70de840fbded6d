using System;
using System.Threading;
using System.Threading.Tasks;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Provisioning;

namespace AtlassianAdmin.Diagnosis;

/// <summary>Finds out whether a key that is not taken in one place belongs in the other: tried there, on the same host, by reading only.</summary>
internal static class MisplacedKey
{
    /// <summary>The check of an admin key, which may be the key of the SCIM directory.</summary>
    public static async Task<ConnectionCheck> TellAsync(AdminClient client, ScimClient? scim, ConnectionCheck refused, CancellationToken cancellationToken)
    {
        if (scim is null)
            return refused;
        using var tried = new ScimClient(scim.Options.With(client.Options.Key), scim.DirectoryId);
        return await IsTakenAsync(() => tried.Users.CountAsync(cancellationToken)).ConfigureAwait(false)
            ? new(refused.Check, CheckStatus.Fail, $"This is no admin API key: it is the key of SCIM directory {scim.DirectoryId}, which takes it.",
                ErrorCode.KeyRejected, "Give it as -ScimApiKey, and an organization's admin API key, created without scopes, as -ApiKey.")
            : refused;
    }

    /// <summary>The check of a SCIM key, which may be an organization's admin key.</summary>
    public static async Task<ConnectionCheck> TellAsync(ScimClient scim, AdminClient client, ConnectionCheck refused, CancellationToken cancellationToken)
    {
        if (refused.ErrorCode != ErrorCode.ScimKeyRejected)
            return refused;
        using var tried = new AdminClient(client.Options.With(scim.Options.Key));
        return await IsTakenAsync(() => tried.Organizations.GetAsync(cancellationToken)).ConfigureAwait(false)
            ? new(refused.Check, CheckStatus.Fail, "This is no key of a SCIM directory: it is an admin API key, which the organization takes.",
                ErrorCode.ScimKeyRejected, "Give it as -ApiKey, and the directory's own key as -ScimApiKey: admin.atlassian.com > Security > Identity providers > the directory > User provisioning.")
            : refused;
    }

    private static async Task<bool> IsTakenAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            await ask().ConfigureAwait(false);
            return true;
        }
        catch (AdminException)
        {
            return false;
        }
    }
}
