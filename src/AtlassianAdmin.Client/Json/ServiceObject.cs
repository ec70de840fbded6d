using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Json;

/// <summary>An object that the service sent. Fields that this version does not know, and values that do not fit their field, stay readable.</summary>
public abstract class ServiceObject : IWireObject
{
    private IReadOnlyDictionary<string, object?>? _additionalProperties;

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? UnknownFields { get; set; }

    /// <summary>
    /// What the service sent beyond the documented fields, and values of another form than their field has: plain .NET values, by their path
    /// such as <c>counts.resources</c>. Empty when there was nothing.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalProperties => _additionalProperties ??= PlainValue.FromFields(WireObject.FieldsOf(this, path: ""));

    Dictionary<string, JsonElement>? IWireObject.UnknownFields => UnknownFields;

    IEnumerable<(string Path, IWireObject? Part)> IWireObject.Parts => Parts;

    /// <summary>True when the id can be read: without it nothing can be done with the record.</summary>
    internal virtual bool IsIdentified => true;

    /// <summary>The nested parts, with their paths.</summary>
    private protected virtual IEnumerable<(string Path, IWireObject? Part)> Parts => [];
}
