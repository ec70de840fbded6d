using System.Net;
using System.Security;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Sandbox;

namespace AtlassianAdmin.Session;

/// <summary>The key of a SCIM directory and where it came from. It is kept apart from the admin key: neither works in the other's place.</summary>
internal sealed class ScimKeySource
{
    private ScimKeySource(ApiKey key, string description, string? directoryId)
    {
        Key = key;
        Description = description;
        DirectoryId = directoryId;
    }

    public ApiKey Key { get; }

    /// <summary>Where the key came from, in words; never the key.</summary>
    public string Description { get; }

    /// <summary>The directory that came with the key; null when none did.</summary>
    public string? DirectoryId { get; }

    public static ScimKeySource From(SecureString? secret, string parameter) =>
        new(Read(secret ?? throw Missing($"{parameter} is empty")), parameter, directoryId: null);

    /// <summary>A credential has a user name to fill, and the id of the directory is what belongs there.</summary>
    public static ScimKeySource From(PSCredential? credential, string parameter) =>
        credential is null
            ? throw Missing($"{parameter} is empty")
            : new(Read(credential.Password), parameter, Guid.TryParse(credential.UserName, out _) ? credential.UserName : null);

    public static ScimKeySource FromEnvironment(string? variable)
    {
        if (string.IsNullOrWhiteSpace(variable))
            throw Missing("-ApiKeyEnvironmentVariable is empty");
        string? value = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrWhiteSpace(value)
            ? throw Missing($"the environment variable {variable} is not set or empty")
            : new(Read(new NetworkCredential("", value).SecurePassword), $"environment variable {variable}", directoryId: null);
    }

    public static ScimKeySource FromVault(PSCmdlet cmdlet, string? secretName, string? vault, string parameter)
    {
        if (string.IsNullOrWhiteSpace(secretName))
            throw Missing($"{parameter} is empty");
        using StoredAdminKey stored = new AdminKeyVault(cmdlet).Read(secretName!, vault);
        return new(Read(stored.Secret), $"secret {secretName} in vault {stored.Info.VaultName}", stored.ScimDirectoryId);
    }

    /// <summary>The key that a simulated organization inside this process made for its directory.</summary>
    public static ScimKeySource From(SandboxOrganization sandbox) =>
        new(Read(new NetworkCredential("", sandbox.ScimApiKey).SecurePassword), "the sandbox", sandbox.ScimDirectoryId);

    /// <summary>A client that goes the way of the organization's, with this key.</summary>
    public ScimClient CreateClient(AdminClientOptions way, string? directoryId)
    {
        string? given = string.IsNullOrWhiteSpace(directoryId) ? null : directoryId;
        return new ScimClient(way.With(Key), given ?? DirectoryId ?? throw new AdminException(
            ErrorCode.ScimDirectoryNotFound, ("detail", "none was named, and none is stored with the key")));
    }

    /// <summary>Asks the directory once. Only a key that is not taken, or a directory that is not there, fails; whatever else is wrong may be passing.</summary>
    /// <returns>What went wrong otherwise; null when nothing did.</returns>
    public static async Task<AdminException?> ProbeAsync(ScimClient scim, CancellationToken cancellationToken)
    {
        try
        {
            await scim.Users.CountAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AdminException e) when (e.Definition.Kind != ErrorKind.AuthenticationError && e.Code != ErrorCode.ScimDirectoryNotFound)
        {
            return e;
        }
    }

    /// <summary>What to tell about a directory that could not be asked; null when it could.</summary>
    public static string? Warning(ScimClient scim, AdminException? failure) =>
        failure is null ? null : $"SCIM directory {scim.DirectoryId}: {failure.Message} {failure.Remedy}";

    private static ApiKey Read(SecureString secret)
    {
        try
        {
            return ApiKey.From(secret);
        }
        catch (AdminException e) when (e.Code == ErrorCode.KeyMissing)
        {
            throw e.As(ErrorCode.ScimKeyMissing);
        }
    }

    private static AdminException Missing(string detail) => new(ErrorCode.ScimKeyMissing, ("detail", detail));
}
