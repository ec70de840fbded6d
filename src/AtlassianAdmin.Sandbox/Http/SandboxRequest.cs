namespace AtlassianAdmin.Sandbox.Http;

/// <summary>One request to a simulated organization, as it came over the wire.</summary>
public sealed class SandboxRequest
{
    /// <summary>Makes a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="pathAndQuery">The path and query, still percent-encoded.</param>
    public SandboxRequest(string method, string pathAndQuery)
    {
        Method = method ?? throw new ArgumentNullException(nameof(method));
        PathAndQuery = pathAndQuery ?? throw new ArgumentNullException(nameof(pathAndQuery));
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path and query, still percent-encoded.</summary>
    public string PathAndQuery { get; }

    /// <summary>The value of the <c>Authorization</c> header; null when there is none.</summary>
    public string? Authorization { get; init; }

    /// <summary>The value of the <c>Content-Type</c> header; null when there is none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The bytes of the body; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Where the organization is served, for the links in its replies.</summary>
    public Uri BaseAddress { get; init; } = new("https://api.atlassian.com");
}
