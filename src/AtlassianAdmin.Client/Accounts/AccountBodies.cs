using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Accounts;

/// <summary>The body of <c>PUT …/manage/email</c>.</summary>
internal sealed class EmailBody
{
    [JsonPropertyName("email")]
    public string? Email { get; set; }
}

/// <summary>The body of <c>POST …/lifecycle/disable</c>, and of replies that hold only a message.</summary>
internal sealed class MessageBody
{
    [JsonPropertyName("message")]
    public string? Message { get; set; }
}
