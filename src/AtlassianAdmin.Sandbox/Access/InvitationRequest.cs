using System.Text.Json.Serialization;
using AtlassianAdmin.Sandbox.Accounts;

namespace AtlassianAdmin.Sandbox.Access;

/// <summary>The body of an invitation.</summary>
internal sealed class InvitationRequest
{
    private const int MostEmails = 25;

    [JsonPropertyName("emails")]
    public IReadOnlyList<string>? Emails { get; set; }

    [JsonPropertyName("permissionRules")]
    public IReadOnlyList<InvitationRule>? Rules { get; set; }

    [JsonPropertyName("additionalGroups")]
    public IReadOnlyList<string>? Groups { get; set; }

    /// <summary>What is wrong with the request by the vendor's document; null when nothing is.</summary>
    public string? Problem() =>
        Emails is null || Emails.Count is < 1 or > MostEmails || Emails.Any(email => email is null || EmailChange.Of(email).Violation() is not null)
            ? "emails must have from 1 to 25 addresses."
        : Rules?.Any(rule => rule?.Resource is null || rule.Role is null) == true ? "Each of permissionRules needs a resource and a role."
        : Rules?.Any(rule => !AtlassianAdmin.Client.Roles.Role.OfInvitations.All.Contains(rule.Role!)) == true ? "role has an unknown value."
        : null;
}

/// <summary>A role that an invitation gives.</summary>
internal sealed class InvitationRule
{
    [JsonPropertyName("resource")]
    public string? Resource { get; set; }

    [JsonPropertyName("role")]
    public string? Role { get; set; }
}

/// <summary>Reads and writes it.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InvitationRequest))]
internal sealed partial class InvitationRequestJson : JsonSerializerContext;
