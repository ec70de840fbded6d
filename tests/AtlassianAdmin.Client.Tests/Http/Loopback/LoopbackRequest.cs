using System.Globalization;
using System.IO;
using System.Text;

namespace AtlassianAdmin.Client.Tests.Http.Loopback;

/// <summary>A request as it came over the wire: nothing decoded, nothing normalized.</summary>
internal sealed class LoopbackRequest
{
    private LoopbackRequest(int connection, string startLine, IReadOnlyDictionary<string, string> headers, string body)
    {
        Connection = connection;
        string[] parts = startLine.Split(' ');
        Method = parts[0];
        Target = parts[1];
        Headers = headers;
        Body = body;
    }

    /// <summary>Which connection it came on; the first is 1.</summary>
    public int Connection { get; }

    public string Method { get; }

    /// <summary>Path and query, as sent.</summary>
    public string Target { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public string Body { get; }

    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;

    public override string ToString() => $"{Method} {Target} {Body}";

    /// <summary>Reads the next request; null when the client has no more.</summary>
    public static async Task<LoopbackRequest?> ReadAsync(Stream stream, int connection, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
                return null;
            head.Add(one[0]);
        }

        string[] lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines.Skip(1)
            .Select(l => l.Split(':', 2))
            .ToDictionary(p => p[0], p => p[1].Trim(), StringComparer.OrdinalIgnoreCase);
        int length = headers.TryGetValue("Content-Length", out string? told) ? int.Parse(told, CultureInfo.InvariantCulture) : 0;
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new LoopbackRequest(connection, lines[0], headers, Encoding.UTF8.GetString(body));
    }

    private static bool EndsHead(List<byte> head) =>
        head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n';
}
