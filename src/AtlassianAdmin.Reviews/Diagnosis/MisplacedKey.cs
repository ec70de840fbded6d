namespace AtlassianAdmin.Reviews.Diagnosis;

/// <summary>Finds out where a key belongs that is not taken: a user's token by its shape, the other two by trying them in the other place, on the same host, by reading only.</summary>
internal static class MisplacedKey
{
    private const string Site = "Give it to Connect-AtlassianSite as -ApiToken, with -Email. ";

    /// <summary>The check of an admin key, which may be the key of the SCIM directory or a user's token.</summary>
    public static async Task<ConnectionCheck> ExplainAsync(AdminClient client, ScimClient? scim, ConnectionCheck refused, CancellationToken cancellationToken)
    {
        if (client.Options.Key.Shape == ApiKeyShape.PersonalToken)
            return Token(refused, "no admin API key");
        if (scim is null)
        {
            return client.Options.Key.Shape == ApiKeyShape.AdminKey ? refused
                : new(refused.Check, refused.Status, refused.Detail, refused.ErrorCode,
                    $"{refused.RecommendedAction} If it is the key of a SCIM directory, give it to Connect-AtlassianScimDirectory as -ApiKey.");
        }

        using var tried = new ScimClient(scim.Options.With(client.Options.Key), scim.DirectoryId);
        return await IsTakenAsync(() => tried.Users.CountAsync(cancellationToken)).ConfigureAwait(false)
            ? new(refused.Check, CheckStatus.Fail, $"This is no admin API key: it is the key of SCIM directory {scim.DirectoryId}, which takes it.",
                ErrorCode.KeyRejected, "Give it as -ScimApiKey, and an organization's admin API key, created without scopes, as -ApiKey.")
            : refused;
    }

    /// <summary>The check of a SCIM key, which may be an organization's admin key or a user's token.</summary>
    public static async Task<ConnectionCheck> ExplainAsync(ScimClient scim, AdminClient client, ConnectionCheck refused, CancellationToken cancellationToken)
    {
        if (refused.ErrorCode != ErrorCode.ScimKeyRejected)
            return refused;
        if (scim.Options.Key.Shape == ApiKeyShape.PersonalToken)
            return Token(refused, "no key of a SCIM directory");
        using var tried = new AdminClient(client.Options.With(scim.Options.Key));
        return await IsTakenAsync(() => tried.Organizations.GetAsync(cancellationToken)).ConfigureAwait(false)
            ? new(refused.Check, CheckStatus.Fail, "This is no key of a SCIM directory: it is an admin API key, which the organization takes.",
                ErrorCode.ScimKeyRejected, "Give it as -ApiKey, and the directory's own key as -ScimApiKey: admin.atlassian.com > Security > Identity providers > the directory > User provisioning.")
            : refused;
    }

    private static ConnectionCheck Token(ConnectionCheck refused, string whatItIsNot) =>
        new(refused.Check, CheckStatus.Fail, $"This is {whatItIsNot}: it looks like a user's own API token (it begins with ATATT), which only a site takes.",
            refused.ErrorCode, Site + refused.RecommendedAction);

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
