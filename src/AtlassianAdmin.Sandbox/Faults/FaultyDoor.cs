using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AtlassianAdmin.Sandbox.Faults;

/// <summary>
/// A door before the door: it passes requests on to a server of this machine, and lets some of them go wrong. It works below HTTP, because only
/// there a connection can break.
/// </summary>
internal sealed class FaultyDoor : IDisposable
{
    private const string Page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Please sign in</h1></body></html>";

    private readonly TcpListener _listener;
    private readonly Uri _server;
    private readonly SandboxFaultPlan _plan;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Socket, bool> _open = new();

    /// <summary>Opens the door.</summary>
    /// <param name="server">Where requests go.</param>
    /// <param name="plan">What goes wrong.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <exception cref="SocketException">The port is in use.</exception>
    public FaultyDoor(Uri server, SandboxFaultPlan plan, int port)
    {
        _server = server;
        _plan = plan;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Stop();
        foreach (Socket client in _open.Keys)
            client.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                Socket client = await _listener.AcceptSocketAsync().ConfigureAwait(false);
                _open[client] = true;
                _ = Task.Run(() => ServeAsync(client));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                if (_closing.IsCancellationRequested)
                    return;
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            client.NoDelay = true;
            using var server = new TcpClient { NoDelay = true };
            await server.ConnectAsync(_server.Host, _server.Port).ConfigureAwait(false);
            using var ours = new NetworkStream(client);
            using NetworkStream theirs = server.GetStream();
            while (await HttpMessage.ReadAsync(ours, isReply: false, _closing.Token).ConfigureAwait(false) is { } request)
            {
                if (!await PassAsync(client, ours, theirs, request).ConfigureAwait(false))
                    return;
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client went away, speaks no HTTP, or the sandbox is being stopped: the connection ends.
        }
        finally
        {
            _open.TryRemove(client, out _);
            client.Dispose();
        }
    }

    /// <returns>Whether the connection lives on.</returns>
    private async Task<bool> PassAsync(Socket client, Stream ours, Stream theirs, HttpMessage request)
    {
        SandboxFault? fault = _plan.Next();
        switch (fault?.Kind)
        {
            case SandboxFaultKind.ResetBefore:
                Break(client);
                return false;
            case SandboxFaultKind.Html:
                await AnswerAsync(ours, "200 OK", "text/html; charset=utf-8", Page).ConfigureAwait(false);
                return true;
            case SandboxFaultKind.Status:
                string status = fault.Status.ToString(CultureInfo.InvariantCulture);
                string title = ((HttpStatusCode)fault.Status).ToString();
                await AnswerAsync(ours, $"{status} {title}", "application/json", $"{{\"code\":{status},\"message\":\"{title}\"}}").ConfigureAwait(false);
                return true;
            case SandboxFaultKind.Slow:
                await Task.Delay(_plan.SlowTime, _closing.Token).ConfigureAwait(false);
                break;
        }

        byte[] sent = request.WithHost(_server.Authority).Bytes;
        await theirs.WriteAsync(sent, 0, sent.Length, _closing.Token).ConfigureAwait(false);
        HttpMessage reply = await HttpMessage.ReadAsync(theirs, isReply: true, _closing.Token).ConfigureAwait(false) ?? throw new EndOfStreamException();
        if (fault?.Kind == SandboxFaultKind.ResetAfter)
        {
            Break(client);
            return false;
        }

        byte[] received = reply.Bytes;
        int length = fault?.Kind == SandboxFaultKind.Cut ? reply.Body.Length > 1 ? received.Length - (reply.Body.Length / 2) : reply.Head.Length / 2 : received.Length;
        await ours.WriteAsync(received, 0, length, _closing.Token).ConfigureAwait(false);
        return length == received.Length && reply.Header("Connection")?.Equals("close", StringComparison.OrdinalIgnoreCase) != true;
    }

    // Without a linger the system sends a reset in place of an orderly end.
    private static void Break(Socket client)
    {
        client.LingerState = new LingerOption(true, 0);
        client.Close();
    }

    private Task AnswerAsync(Stream ours, string status, string type, string body)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(string.Format(
            CultureInfo.InvariantCulture, "HTTP/1.1 {0}\r\nContent-Type: {1}\r\nContent-Length: {2}\r\n\r\n{3}", status, type, body.Length, body));
        return ours.WriteAsync(bytes, 0, bytes.Length, _closing.Token);
    }
}
