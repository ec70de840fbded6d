using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Sandbox.Tests.Fuzzing;

/// <summary>A reply as it goes on the wire, true or not.</summary>
internal sealed class FuzzedReply(int status, IEnumerable<KeyValuePair<string, string>> headers, byte[] body)
{
    /// <summary>More than any client should read of one reply.</summary>
    private const long EndlessLength = 96L * 1024 * 1024;

    public int Status { get; set; } = status;

    /// <summary>The first line in place of the usual one; null for that.</summary>
    public string? StatusLine { get; set; }

    public List<KeyValuePair<string, string>> Headers { get; } = [.. headers];

    public byte[] Body { get; set; } = body;

    public Framing Framing { get; set; }

    /// <summary>True when the client can only wait: then its attempts must be short.</summary>
    public bool Stalls => Framing is Framing.StalledBefore or Framing.StalledWithin;

    public FuzzedReply Copy() => new(Status, Headers, Body) { StatusLine = StatusLine, Framing = Framing };

    /// <summary>Puts it on the wire.</summary>
    /// <returns>How much of an endless body the client took; 0 for any other.</returns>
    public async Task<long> SendAsync(LoopbackExchange exchange)
    {
        switch (Framing)
        {
            case Framing.ResetBefore:
                exchange.Reset();
                return 0;
            case Framing.ClosedBefore:
                exchange.Close();
                return 0;
            case Framing.StalledBefore:
                await exchange.StallAsync();
                return 0;
            case Framing.Endless:
                return await SendEndlessAsync(exchange);
        }

        byte[] content = Framing switch
        {
            Framing.Compressed => Compressed(Body),
            Framing.CompressedAndCut => Compressed(Body)[..^Math.Min(8, Body.Length)],
            Framing.Chunked or Framing.ChunkedAndCut => Chunked(Body),
            _ => Body,
        };
        if (Framing is Framing.LengthTooLarge or Framing.ChunkedAndCut or Framing.StalledWithin or Framing.ResetWithin)
            content = content[..(content.Length / 2)];
        await exchange.SendAsync(Encoding.Latin1.GetBytes(Head(content.Length)));
        await exchange.SendAsync(content);
        if (Framing == Framing.StalledWithin)
            await exchange.StallAsync();
        else if (Framing == Framing.ResetWithin)
            exchange.Reset();
        // What is not whole, or not followed by what the client waits for, ends with the connection.
        else if (Framing is not (Framing.Length or Framing.LengthTooSmall or Framing.Compressed or Framing.Chunked) || StatusLine is not null || Status < 200)
            exchange.Close();
        return 0;
    }

    private async Task<long> SendEndlessAsync(LoopbackExchange exchange)
    {
        await exchange.SendAsync(Encoding.Latin1.GetBytes(Head(0)));
        var part = new byte[64 * 1024];
        Array.Fill(part, (byte)' ');
        long sent = 0;
        try
        {
            for (; sent < EndlessLength; sent += part.Length)
                await exchange.SendAsync(part);
        }
        catch (IOException)
        {
            // The client had enough.
        }

        exchange.Reset();
        return sent;
    }

    private string Head(int length)
    {
        var head = new StringBuilder(StatusLine ?? string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status:000} Reported")).Append("\r\n");
        foreach ((string name, string value) in Headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        string framing = Framing switch
        {
            Framing.Unframed or Framing.Endless => "",
            Framing.Chunked or Framing.ChunkedAndCut or Framing.ChunkedFalsely => "Transfer-Encoding: chunked\r\n",
            Framing.LengthTooLarge or Framing.StalledWithin or Framing.ResetWithin => Length(Body.Length),
            Framing.LengthTooSmall => Length(length / 2),
            Framing.LengthOfNothing => "Content-Length: -1\r\n",
            Framing.LengthBeyondAll => "Content-Length: 9999999999999\r\n",
            Framing.LengthTwice => Length(length) + Length(length + 1),
            Framing.Compressed or Framing.CompressedAndCut => "Content-Encoding: gzip\r\n" + Length(length),
            Framing.CompressedFalsely => "Content-Encoding: gzip\r\n" + Length(length),
            Framing.DeflatedFalsely => "Content-Encoding: deflate\r\n" + Length(length),
            Framing.EncodedUnknown => "Content-Encoding: br\r\n" + Length(length),
            _ => Length(length),
        };
        return head.Append(framing).Append("\r\n").ToString();
    }

    private static string Length(int length) => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");

    private static byte[] Compressed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(body);
        return packed.ToArray();
    }

    private static byte[] Chunked(byte[] body)
    {
        int half = body.Length / 2;
        return body.Length < 2
            ? Encoding.ASCII.GetBytes("0\r\n\r\n")
            : [.. Chunk(body[..half]), .. Chunk(body[half..]), .. Encoding.ASCII.GetBytes("0\r\n\r\n")];
    }

    private static byte[] Chunk(byte[] part) => [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{part.Length:x}\r\n")), .. part, .. "\r\n"u8];
}
