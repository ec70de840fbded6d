using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>One step of a partial change. Source: RFC 7644, section 3.5.2.</summary>
public sealed class ScimPatchOperation
{
    private ScimPatchOperation(string op, string path, object value)
    {
        Op = op;
        Path = path;
        Value = value;
    }

    /// <summary><c>add</c>, <c>remove</c> or <c>replace</c>.</summary>
    [JsonPropertyName("op")]
    public string Op { get; }

    /// <summary>The attribute, such as <c>active</c> or <c>name.familyName</c>.</summary>
    [JsonPropertyName("path")]
    public string Path { get; }

    // A text, a truth value or a list of what the attribute holds.
    [JsonInclude, JsonPropertyName("value")]
    internal object Value { get; }

    /// <summary>Gives an attribute a text.</summary>
    public static ScimPatchOperation Replace(string path, string value) =>
        new("replace", path, value);

    /// <summary>Gives an attribute a truth value.</summary>
    public static ScimPatchOperation Replace(string path, bool value) =>
        new("replace", path, value);

    /// <summary>Makes this the only e-mail address.</summary>
    public static ScimPatchOperation ReplaceEmail(string address) =>
        new("replace", "emails", new List<ScimValue> { ScimUserUpdate.WorkEmail(address) });

    /// <summary>Adds members to a group.</summary>
    public static ScimPatchOperation AddMembers(IEnumerable<string> scimUserIds) => new("add", "members", Members(scimUserIds));

    /// <summary>Takes members out of a group. They are named by value, as the vendor does, not by a filter in the path.</summary>
    public static ScimPatchOperation RemoveMembers(IEnumerable<string> scimUserIds) => new("remove", "members", Members(scimUserIds));

    private static List<ScimMember> Members(IEnumerable<string> scimUserIds) =>
        scimUserIds.Select(id => new ScimMember { ScimId = id }).ToList();
}

/// <summary>The body of a PATCH.</summary>
internal sealed class ScimPatchBody
{
    [JsonPropertyName("schemas")]
    public IReadOnlyList<string> Schemas { get; } = [ScimSchemaIds.PatchOp];

    // The vendor's schema prints `operations`; its examples and RFC 7644 have the capital, and so has the live service.
    [JsonPropertyName("Operations")]
    public IReadOnlyList<ScimPatchOperation> Operations { get; set; } = [];
}
