using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AtlassianAdmin.Changes.Tests.Faults;

/// <summary>A proxy on this machine, in front of a sandbox's server, that breaks connections below HTTP: it passes bytes on, or does not.</summary>
internal sealed class FaultyProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _service;
    private readonly FaultPlan _plan;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<Exception> _surprises = new();
    private int _connections;
    private int _open;
    private int _mostOpen;

    public FaultyProxy(Uri service, FaultPlan plan)
    {
        _service = service;
        _plan = plan;
        _listener.Start();
        Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Uri { get; }

    /// <summary>How many connections the client has opened in all.</summary>
    public int Connections => _connections;

    /// <summary>How many were open at once, at most.</summary>
    public int MostOpen => _mostOpen;

    /// <summary>What the proxy itself did not expect.</summary>
    public ConcurrentQueue<Exception> Surprises => _surprises;

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Stop();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                Socket client = await _listener.AcceptSocketAsync(_closing.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        Interlocked.Increment(ref _connections);
        int open = Interlocked.Increment(ref _open);
        for (int most = _mostOpen; open > most; most = _mostOpen)
            Interlocked.CompareExchange(ref _mostOpen, open, most);
        try
        {
            client.NoDelay = true;
            using var service = new TcpClient { NoDelay = true };
            await service.ConnectAsync(_service.Host, _service.Port, _closing.Token);
            await using var ours = new NetworkStream(client);
            await using NetworkStream theirs = service.GetStream();
            while (await HttpMessage.ReadAsync(ours, _closing.Token) is { } request)
            {
                string[] line = request.FirstLine.Split(' ');
                Fault? fault = _plan.Meet(line[0], line[1].Split('?')[0]);
                if (!await PassAsync(client, ours, theirs, request, fault))
                    return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The client went away, as it does after a timeout.
        }
        catch (Exception e)
        {
            _surprises.Enqueue(e);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            client.Dispose();
        }
    }

    /// <returns>Whether the connection lives on.</returns>
    private async Task<bool> PassAsync(Socket client, Stream ours, Stream theirs, HttpMessage request, Fault? fault)
    {
        switch (fault)
        {
            case Fault.Reset:
                Break(client);
                return false;
            case Fault.Stall:
                await UntilGoneAsync(ours);
                return false;
            case Fault.HtmlPage:
                await WriteAsync(ours, "200 OK", FaultReply.Page);
                return true;
            case Fault.HtmlError:
                await WriteAsync(ours, "502 Bad Gateway", FaultReply.Page);
                return true;
            case Fault.Unavailable503:
                await WriteAsync(ours, "503 Service Unavailable", "");
                return true;
        }

        await theirs.WriteAsync(request.Bytes, _closing.Token);
        HttpMessage reply = await HttpMessage.ReadAsync(theirs, _closing.Token) ?? throw new InvalidOperationException("The sandbox closed its connection.");
        switch (fault)
        {
            case null:
                await ours.WriteAsync(reply.Bytes, _closing.Token);
                return true;
            case Fault.ResetLate:
                Break(client);
                return false;
            case Fault.StallLate:
                await UntilGoneAsync(ours);
                return false;
            case Fault.CutLate:
                await ours.WriteAsync(reply.Bytes.AsMemory(0, reply.Bytes.Length / 2), _closing.Token);
                return false;
            case Fault.Gateway504Late:
                await WriteAsync(ours, "504 Gateway Timeout", FaultReply.Page);
                return true;
            default:
                throw new NotSupportedException($"{fault} is not below HTTP.");
        }
    }

    // Without a linger the kernel sends a reset in place of an orderly end.
    private static void Break(Socket client)
    {
        client.LingerState = new LingerOption(true, 0);
        client.Close();
    }

    private async Task UntilGoneAsync(Stream ours)
    {
        var nothing = new byte[1];
        _ = await ours.ReadAsync(nothing, _closing.Token);
    }

    private Task WriteAsync(Stream ours, string status, string body) =>
        ours.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {body.Length}\r\n\r\n{body}"), _closing.Token).AsTask();

    /// <summary>The bytes of one request or reply whose length is told.</summary>
    private sealed record HttpMessage(string FirstLine, byte[] Bytes)
    {
        public static async Task<HttpMessage?> ReadAsync(Stream stream, CancellationToken cancellationToken)
        {
            using var bytes = new MemoryStream();
            var buffer = new byte[16 * 1024];
            int whole = int.MaxValue;
            while (bytes.Length < whole)
            {
                int read = await stream.ReadAsync(buffer, cancellationToken);
                if (read == 0)
                    return null;
                bytes.Write(buffer, 0, read);
                if (whole == int.MaxValue)
                    whole = LengthOf(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
            }

            byte[] message = bytes.ToArray();
            return new HttpMessage(Encoding.ASCII.GetString(message, 0, Array.IndexOf(message, (byte)'\r')), message);
        }

        private static int LengthOf(ReadOnlySpan<byte> bytes)
        {
            int end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0)
                return int.MaxValue;
            foreach (string line in Encoding.ASCII.GetString(bytes[..end]).Split("\r\n"))
            {
                if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    return end + 4 + int.Parse(line.AsSpan(line.IndexOf(':') + 1), CultureInfo.InvariantCulture);
                if (line.StartsWith("Transfer-Encoding:", StringComparison.OrdinalIgnoreCase))
                    throw new NotSupportedException("Neither the client nor the sandbox sends chunks.");
            }

            return end + 4;
        }
    }
}
