using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Json;

/// <summary>A nested part of an object on the wire, whose fields the object shows as its own.</summary>
internal abstract class ServiceObjectPart : IWireObject
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }

    IEnumerable<(string Path, IWireObject? Part)> IWireObject.Parts => Parts;

    /// <summary>The nested parts, with their paths.</summary>
    private protected virtual IEnumerable<(string Path, IWireObject? Part)> Parts => [];
}
