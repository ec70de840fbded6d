using System.Globalization;
using System.IO;
using System.Text;

namespace AtlassianAdmin.Sandbox.Faults;

/// <summary>The bytes of one request or reply, as they travel.</summary>
internal sealed class HttpMessage
{
    private const int LargestHead = 64 * 1024;

    private HttpMessage(string head, byte[] body)
    {
        Head = head;
        Body = body;
    }

    /// <summary>The first line and the headers, with the empty line at their end.</summary>
    public string Head { get; }

    public byte[] Body { get; }

    public byte[] Bytes => [.. Encoding.ASCII.GetBytes(Head), .. Body];

    /// <summary>Reads a message; null when the connection ends before one.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="isReply">True for a reply, which may end with the connection.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidDataException">It is no HTTP.</exception>
    public static async Task<HttpMessage?> ReadAsync(Stream stream, bool isReply, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!EndsWithEmptyLine(head))
        {
            if (await stream.ReadAsync(one, 0, 1, cancellationToken).ConfigureAwait(false) == 0)
                return head.Length == 0 ? null : throw new EndOfStreamException();
            head.Append((char)one[0]);
            if (head.Length > LargestHead)
                throw new InvalidDataException("The headers have no end.");
        }

        string text = head.ToString();
        if (IsChunked(text))
            return new HttpMessage(text, await ReadChunksAsync(stream, cancellationToken).ConfigureAwait(false));
        string? length = Header(text, "Content-Length");
        bool hasBody = length is not null || (isReply && !text.StartsWith("HTTP/1.1 204", StringComparison.Ordinal));
        if (!hasBody)
            return new HttpMessage(text, []);
        return new HttpMessage(text, length is null
            ? throw new InvalidDataException("A reply does not tell its length.")
            : await ReadExactlyAsync(stream, int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The same with another host.</summary>
    public HttpMessage WithHost(string host)
    {
        string[] lines = Head.Split(["\r\n"], StringSplitOptions.None);
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("Host:", StringComparison.OrdinalIgnoreCase))
                lines[i] = "Host: " + host;
        }

        return new HttpMessage(string.Join("\r\n", lines), Body);
    }

    /// <summary>The value of a header; null when there is none.</summary>
    public string? Header(string name) => Header(Head, name);

    private static bool IsChunked(string head) => Header(head, "Transfer-Encoding")?.IndexOf("chunked", StringComparison.OrdinalIgnoreCase) >= 0;

    private static string? Header(string head, string name) => head.Split(["\r\n"], StringSplitOptions.None)
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?.Substring(name.Length + 1).Trim();

    private static bool EndsWithEmptyLine(StringBuilder head) =>
        head.Length >= 4 && head[head.Length - 1] == '\n' && head[head.Length - 2] == '\r' && head[head.Length - 3] == '\n';

    /// <summary>The chunks as they came, with their lengths.</summary>
    private static async Task<byte[]> ReadChunksAsync(Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new List<byte>();
        while (true)
        {
            string line = await ReadLineAsync(stream, bytes, cancellationToken).ConfigureAwait(false);
            int length = int.Parse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (length > 0)
            {
                bytes.AddRange(await ReadExactlyAsync(stream, length + 2, cancellationToken).ConfigureAwait(false));
                continue;
            }

            while ((await ReadLineAsync(stream, bytes, cancellationToken).ConfigureAwait(false)).Length > 0)
            {
                // Trailers, up to the empty line.
            }

            return [.. bytes];
        }
    }

    private static async Task<string> ReadLineAsync(Stream stream, List<byte> bytes, CancellationToken cancellationToken)
    {
        int start = bytes.Count;
        while (bytes.Count < start + 2 || bytes[bytes.Count - 1] != '\n')
            bytes.AddRange(await ReadExactlyAsync(stream, 1, cancellationToken).ConfigureAwait(false));
        return Encoding.ASCII.GetString([.. bytes.Skip(start)]).Trim();
    }

    private static async Task<byte[]> ReadExactlyAsync(Stream stream, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (int read = 0; read < count;)
        {
            int more = await stream.ReadAsync(bytes, read, count - read, cancellationToken).ConfigureAwait(false);
            read += more > 0 ? more : throw new EndOfStreamException();
        }

        return bytes;
    }
}
