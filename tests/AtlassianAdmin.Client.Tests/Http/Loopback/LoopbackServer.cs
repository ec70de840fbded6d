using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AtlassianAdmin.Client.Tests.Http.Loopback;

/// <summary>A server on this machine that speaks raw bytes, so that it can misbehave below HTTP. Each request meets the next step of the script; the last step repeats.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly ConcurrentQueue<LoopbackRequest> _requests = new();
    private readonly Func<LoopbackExchange, Task>[] _script;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;
    private readonly int _port;
    private int _accepted;
    private int _step = -1;

    private LoopbackServer(X509Certificate2? certificate, Func<LoopbackExchange, Task>[] script)
    {
        _certificate = certificate;
        _script = script;
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public static LoopbackServer Start(params Func<LoopbackExchange, Task>[] script) => new(null, script);

    public static LoopbackServer StartTls(X509Certificate2 certificate, params Func<LoopbackExchange, Task>[] script) => new(certificate, script);

    /// <summary>A port of this machine where nobody listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public int Port => _port;

    public Uri Uri => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}/");

    /// <summary>Connections accepted so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Every request that was read whole, in order.</summary>
    public IReadOnlyList<LoopbackRequest> Requests => [.. _requests];

    /// <summary>Accepts no connection any more; those that are open go on.</summary>
    public void StopListening() => _listener.Stop();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync(_stop.Token);
            }
            // Stopped while it took the last one, a listener says "not listening".
            catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or SocketException)
            {
                return;
            }

            int connection = Interlocked.Increment(ref _accepted);
            Task serving = Task.Run(() => ServeAsync(socket, connection));
            _connections[serving] = true;
        }
    }

    private async Task ServeAsync(Socket socket, int connection)
    {
        using (socket)
        {
            try
            {
                await using Stream stream = await OpenAsync(socket);
                while (await LoopbackRequest.ReadAsync(stream, connection, _stop.Token) is { } request)
                {
                    _requests.Enqueue(request);
                    int step = Math.Min(Interlocked.Increment(ref _step), _script.Length - 1);
                    var exchange = new LoopbackExchange(socket, stream, request, _stop.Token);
                    await _script[step](exchange);
                    if (exchange.IsClosed)
                        return;
                }
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
            {
                // The client went away, as it may.
            }
        }
    }

    private async Task<Stream> OpenAsync(Socket socket)
    {
        socket.NoDelay = true;
        var network = new NetworkStream(socket);
        if (_certificate is null)
            return network;
        var tls = new SslStream(network);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return tls;
    }
}
