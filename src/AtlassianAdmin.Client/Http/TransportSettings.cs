using System.Text.Json;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Http;

/// <summary>What the transport needs from above: how types are written, and what only the nouns know.</summary>
internal sealed class TransportSettings
{
    private readonly Func<JsonSerializerOptions> _json;

    /// <param name="json">How every type that goes over the wire is written and read. Asked for beside the preparing of the network: the first time it takes as long.</param>
    public TransportSettings(Func<JsonSerializerOptions> json) => _json = json;

    public JsonSerializerOptions Json => _json();

    /// <summary>Tells the organization for error texts; null while it is not known. Its name comes after the first requests.</summary>
    public Func<string?> Organization { get; init; } = static () => null;

    /// <summary>Where what is read comes from; null where no organization is meant.</summary>
    public OrganizationOrigin? Origin { get; init; }

    /// <summary>The site, for error texts; null where none is meant.</summary>
    public string? Site { get; init; }

    /// <summary>What callers call a field that the service finds fault with, by its path on the wire.</summary>
    public Func<string, string> FieldName { get; init; } = static path => path;

    /// <summary>Finds out whether the key has scopes, which a refusal of the organization API does not tell; null when nobody can say.</summary>
    public Func<Transport, CancellationToken, Task<bool?>> HasScopesAsync { get; init; } = static (_, _) => Task.FromResult<bool?>(null);
}
