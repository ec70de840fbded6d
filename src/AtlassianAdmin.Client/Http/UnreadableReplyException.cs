using System.Text.Json;

namespace AtlassianAdmin.Client.Http;

/// <summary>A reply that is cut, too large, too slow or not the JSON it should be. Internal: it is retried where that may help, then becomes an error of the catalogue.</summary>
internal sealed class UnreadableReplyException : Exception
{
    public UnreadableReplyException(string message, int status, Exception? inner = null)
        : base(message, inner) => Status = status;

    /// <summary>Where the JSON cannot be read. The reader's own message quotes the reply, which may hold people or an echoed key.</summary>
    public static JsonException Place(JsonException fault) => new("The JSON cannot be read.", path: null, fault.LineNumber, fault.BytePositionInLine);

    /// <summary>The HTTP status that came; 0 when none did.</summary>
    public int Status { get; }

    /// <summary>True for a whole reply that is no JSON at all, such as the page of a proxy or a sign-in.</summary>
    public bool IsOtherThanJson { get; init; }

    /// <summary>True for a reply that would be as large the next time.</summary>
    public bool IsTooLarge { get; init; }
}
