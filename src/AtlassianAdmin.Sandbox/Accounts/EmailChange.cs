using System.Text.Json;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Sandbox.Accounts;

/// <summary>The body of an e-mail change.</summary>
internal sealed class EmailChange
{
    private const int MaximumPartLength = 255;

    private EmailChange(string email) => Email = email;

    public string Email { get; }

    public string Domain => Email.Substring(Email.LastIndexOf('@') + 1);

    public static EmailChange Of(string email) => new(email);

    /// <summary>Reads a body; null when it is not one.</summary>
    public static EmailChange? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, WireJson.Wire.EmailBody)?.Email is { } email ? new EmailChange(email) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The key of the constraint that the address breaks; null when none. An address without its two parts has no key in the documents: this one is a guess.</summary>
    public string? Violation()
    {
        int at = Email.LastIndexOf('@');
        if (at < 1 || at == Email.Length - 1 || Email.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return "validCharacters";
        bool tooLong = at > MaximumPartLength || Domain.Split('.').Any(part => part.Length > MaximumPartLength);
        return tooLong ? "partMaxLength" : null;
    }
}
