using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace AtlassianAdmin.Client.Tests.Http.Loopback;

/// <summary>One request and the ways to answer it, decent and otherwise.</summary>
internal sealed class LoopbackExchange(Socket socket, Stream stream, LoopbackRequest request, CancellationToken stopped)
{
    public LoopbackRequest Request { get; } = request;

    /// <summary>Cancelled when the server is disposed.</summary>
    public CancellationToken Stopped { get; } = stopped;

    /// <summary>True when nothing more can be read from this connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Answers as HTTP wants it.</summary>
    public Task ReplyAsync(int status, string body = "", params string[] headers) =>
        ReplyAsync(status, Encoding.UTF8.GetBytes(body), headers);

    public async Task ReplyAsync(int status, byte[] body, params string[] headers)
    {
        bool typed = headers.Any(h => h.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase));
        string[] all = [.. headers, .. typed || body.Length == 0 ? Array.Empty<string>() : ["Content-Type: application/json"]];
        string length = status == 204 ? "" : $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n";
        await SendAsync($"HTTP/1.1 {status} Reported\r\n{string.Concat(all.Select(h => h + "\r\n"))}{length}\r\n");
        await SendAsync(body);
    }

    /// <summary>Puts text on the wire as it is.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await stream.WriteAsync(bytes, Stopped);

    /// <summary>Ends the connection in an orderly way.</summary>
    public void Close()
    {
        IsClosed = true;
        socket.Shutdown(SocketShutdown.Both);
    }

    /// <summary>Breaks the connection: the client sees a reset.</summary>
    public void Reset()
    {
        IsClosed = true;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Holds the connection open without a word for as long as the server lives.</summary>
    public Task StallAsync() => Task.Delay(Timeout.Infinite, Stopped);
}
