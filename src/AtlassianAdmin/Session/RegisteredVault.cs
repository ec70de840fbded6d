namespace AtlassianAdmin.Session;

/// <summary>A vault that is registered with SecretManagement.</summary>
internal sealed class RegisteredVault
{
    public RegisteredVault(PSObject vault)
    {
        Name = vault.Properties["Name"]?.Value as string ?? "";
        ModuleName = vault.Properties["ModuleName"]?.Value as string ?? "";
        ModulePath = vault.Properties["ModulePath"]?.Value as string ?? "";
        IsDefault = vault.Properties["IsDefault"]?.Value is true;
    }

    public string Name { get; }

    public string ModuleName { get; }

    public string ModulePath { get; }

    public bool IsDefault { get; }

    public bool IsSecretStore => string.Equals(ModuleName, SecretStoreLock.ModuleName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the secrets are: however often SecretStore is registered, a user has one store.</summary>
    public string Storage => IsSecretStore ? SecretStoreLock.ModuleName : "vault:" + Name.ToUpperInvariant();
}
