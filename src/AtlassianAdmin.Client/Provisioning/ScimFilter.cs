using System.Text.Encodings.Web;
using System.Text.Json;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>
/// What a list of a SCIM directory is narrowed to: one attribute that has exactly one value, which is all that the service filters by.
/// Source: provisioning document; the quoting is that of RFC 7644, section 3.4.2.2, where a value is a JSON string.
/// </summary>
public sealed class ScimFilter
{
    private readonly string _text;
    private readonly string _attribute;
    private readonly string _value;

    private ScimFilter(string attribute, string value)
    {
        _attribute = attribute;
        _value = value ?? throw new ArgumentNullException(nameof(value));
        _text = $"{attribute} eq \"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
    }

    /// <summary>The user of that user name.</summary>
    public static ScimFilter UserName(string value) => new("userName", value);

    /// <summary>The users of that id of the identity provider.</summary>
    public static ScimFilter ExternalId(string value) => new("externalId", value);

    /// <summary>The group of that name.</summary>
    public static ScimFilter DisplayName(string value) => new("displayName", value);

    /// <summary>True when the record has that value. A service that does not heed the filter would pass somebody else off as the one who was asked for.</summary>
    internal bool Fits(ScimUser user) => Is(_attribute switch { "userName" => user.UserName, "externalId" => user.ExternalId, _ => user.DisplayName });

    /// <summary>True when the group has that value.</summary>
    internal bool Fits(ScimGroup group) => Is(_attribute switch { "displayName" => group.Name, "externalId" => group.ExternalId, _ => null });

    private bool Is(string? told) => string.Equals(told, _value, StringComparison.OrdinalIgnoreCase);

    /// <summary>The filter as it is sent.</summary>
    public override string ToString() => _text;
}
