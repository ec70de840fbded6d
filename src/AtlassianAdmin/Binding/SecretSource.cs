using System.Net;
using System.Security;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Sandbox;

namespace AtlassianAdmin.Binding;

/// <summary>Takes a secret from wherever the parameters of a command say. The pipeline thread only. Every member throws <see cref="AdminException"/>.</summary>
internal sealed class SecretSource(PSCmdlet cmdlet, SecretKind kind)
{
    /// <summary>The secret itself, as the value of a parameter.</summary>
    public TakenSecret From(SecureString? secret, string parameter)
    {
        if (secret is null)
            throw Empty(parameter);
        if (SecureStringTransformationAttribute.IsFromText(secret) && RunspaceState.Of(cmdlet.SessionState).IsFirstWarningOf(parameter))
        {
            cmdlet.WriteWarning(
                $"The {kind.Noun} was given as plain text: typed on a command line, it stays in the history, in transcripts and in logs. Use {parameter} (Read-Host -AsSecureString), or {kind.StoreIt}.");
        }

        return Take(secret, parameter, SecretFacts.None);
    }

    /// <summary>The password of a credential. Its user name is what belongs beside the secret: an id or an e-mail address.</summary>
    public TakenSecret From(PSCredential? credential, string parameter) =>
        credential is null ? throw Empty(parameter) : Take(credential.Password, parameter, SecretContent.FactsOf(credential));

    /// <summary>The value of an environment variable.</summary>
    public TakenSecret FromEnvironment(string? variable, string parameter)
    {
        if (string.IsNullOrWhiteSpace(variable))
            throw Empty(parameter);
        string? value = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrWhiteSpace(value))
            throw kind.Missing($"the environment variable {variable} is not set or empty");
        return Take(new NetworkCredential("", value).SecurePassword, $"environment variable {variable}", SecretFacts.None);
    }

    /// <summary>A secret of a vault; without a vault, of the one that holds it.</summary>
    public TakenSecret FromVault(string? secretName, string? vault, string parameter, string vaultParameter)
    {
        if (string.IsNullOrWhiteSpace(secretName))
            throw Empty(parameter);
        RefuseBlankVault(vault, vaultParameter);
        using StoredSecret stored = new AdminKeyVault(cmdlet).Read(secretName!, vault, kind);
        return Take(stored.Secret, stored.Description, stored.Facts);
    }

    /// <summary>The secret that a simulated organization made for this.</summary>
    public TakenSecret From(SandboxOrganization sandbox)
    {
        (string secret, SecretFacts facts) = kind == SecretKind.SiteToken ? (sandbox.PersonalToken, new SecretFacts { Email = sandbox.AdminEmail })
            : kind == SecretKind.ScimKey ? (sandbox.ScimApiKey, new SecretFacts { ScimDirectoryId = sandbox.ScimDirectoryId })
            : (sandbox.ApiKey, new SecretFacts { OrganizationId = sandbox.OrganizationId });
        return new TakenSecret(ApiKey.From(new NetworkCredential("", secret).SecurePassword), "the sandbox", facts) { Sandbox = sandbox };
    }

    /// <summary>Refuses a vault that was named by nothing.</summary>
    public static void RefuseBlankVault(string? vault, string parameter)
    {
        if (vault is not null && string.IsNullOrWhiteSpace(vault))
            throw new AdminException(ErrorCode.VaultNotFound, ("vault", "''"), ("detail", $"{parameter} is empty"));
    }

    private AdminException Empty(string parameter) => kind.Missing($"{parameter} is empty");

    private TakenSecret Take(SecureString secret, string description, SecretFacts facts)
    {
        ApiKey key;
        try
        {
            key = ApiKey.From(secret);
        }
        catch (AdminException e) when (e.Code == ErrorCode.KeyMissing)
        {
            throw e.As(kind.MissingCode);
        }

        var taken = new TakenSecret(key, description, facts);
        try
        {
            if (key.HadBearerPrefix)
                cmdlet.WriteWarning($"The {kind.Noun} began with 'Bearer ', which belongs to the request and not to the {kind.Noun}: it was removed.");
            return taken;
        }
        catch
        {
            // Warnings can stop a command.
            taken.Dispose();
            throw;
        }
    }
}
