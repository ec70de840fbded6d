using System.Collections;

namespace AtlassianAdmin.Session;

/// <summary>What a vault tells of a secret without giving it out.</summary>
internal sealed class SecretEntry
{
    private const string NamePrefix = "AtlassianAdmin";
    private const string Marker = "AtlassianAdmin";
    private const string MarkerValue = "AdminKey";

    private readonly IDictionary? _metadata;

    public SecretEntry(PSObject information)
    {
        Name = information.Properties["Name"]?.Value as string ?? "";
        _metadata = information.Properties["Metadata"]?.Value as IDictionary;
    }

    public string Name { get; }

    /// <summary>True when Set-AtlassianAdminKey stored it, and the vault keeps metadata to say so.</summary>
    public bool IsMarked => _metadata is { Count: > 0 } && _metadata.Contains(Marker) && Equals(_metadata[Marker], MarkerValue);

    /// <summary>True when the name alone says that it may be a stored key.</summary>
    public bool IsNamedLikeKey => HasKeyName(Name);

    public string? OrganizationId => _metadata is null ? null : SecretContent.OrganizationIdOf(_metadata);

    public DateTimeOffset? ExpiresOn => _metadata is null ? null : SecretContent.ExpiresOnOf(_metadata);

    /// <summary>True for names that are found again in a vault that keeps no metadata.</summary>
    public static bool HasKeyName(string name) => name.StartsWith(NamePrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Metadata that marks a secret as a stored key.</summary>
    public static Hashtable Mark(Hashtable metadata)
    {
        metadata[Marker] = MarkerValue;
        return metadata;
    }
}
