namespace AtlassianAdmin.Sandbox.Http;

/// <summary>One reply of a simulated organization.</summary>
public sealed class SandboxReply
{
    internal SandboxReply(int status, string? contentType = null, byte[]? body = null)
        : this(status, contentType, body ?? [], [])
    {
    }

    private SandboxReply(
        int status, string? contentType, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        Status = status;
        ContentType = contentType;
        Body = body;
        Headers = headers;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The type of the body; null when there is no body.</summary>
    public string? ContentType { get; }

    /// <summary>The bytes of the body; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The other headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    internal static SandboxReply NoContent { get; } = new(204);

    internal static SandboxReply Json(int status, byte[] body) => new(status, "application/json;charset=utf-8", body);

    internal SandboxReply With(IReadOnlyList<KeyValuePair<string, string>> headers) => new(Status, ContentType, Body, [.. Headers, .. headers]);
}
