using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using AtlassianAdmin.Sandbox.Faults;

namespace AtlassianAdmin.Sandbox;

/// <summary>The other door to a simulated organization: HTTP on this machine's loopback address.</summary>
public sealed class SandboxServer : IDisposable
{
    private const int PortAttempts = 20;

    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(2);

    private readonly HttpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly FaultyDoor? _faultyDoor;

    private SandboxServer(SandboxOrganization organization, HttpListener listener, int port, SandboxFaultPlan? faults, int outerPort)
    {
        Organization = organization;
        _listener = listener;
        Uri = new Uri(Address("127.0.0.1", port));
        if (faults is null)
            return;
        _faultyDoor = new FaultyDoor(Uri, faults, outerPort);
        Uri = new Uri(Address("127.0.0.1", _faultyDoor.Port));
    }

    /// <summary>The organization behind this door.</summary>
    public SandboxOrganization Organization { get; }

    /// <summary>Where the organization is served.</summary>
    public Uri Uri { get; }

    /// <summary>Opens a door to that organization.</summary>
    /// <param name="organization">The organization to serve; several doors can lead to one.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="faults">What goes wrong on the way; null for nothing.</param>
    /// <exception cref="HttpListenerException">The port is in use, or may not be used.</exception>
    /// <exception cref="SocketException">With faults, the port is in use.</exception>
    public static SandboxServer Start(SandboxOrganization organization, int port = 0, SandboxFaultPlan? faults = null)
    {
        if (organization is null)
            throw new ArgumentNullException(nameof(organization));

        // Before a faulty door the server takes any port.
        int inner = faults is null ? port : 0;
        for (int attempt = 1; ; attempt++)
        {
            int tried = inner == 0 ? FreePort() : inner;
            HttpListener? listener = null;
            try
            {
                listener = Listen(tried);
                var server = new SandboxServer(organization, listener, tried, faults, port);
                _ = server.AcceptAsync();
                return server;
            }
            catch (SocketException) when (listener is not null)
            {
                listener.Close();
                throw;
            }
            catch (Exception e) when (inner == 0 && attempt < PortAttempts && e is HttpListenerException or SocketException)
            {
                // Somebody else took the port between finding and using it.
            }
        }
    }

    /// <summary>Closes the door: nothing new is accepted, and what is being answered gets a moment to end.</summary>
    public void Dispose()
    {
        if (_closing.IsCancellationRequested)
            return;
        _closing.Cancel();
        _faultyDoor?.Dispose();
        Task.WhenAny(Task.WhenAll(_running.Keys), Task.Delay(ClosingTime)).GetAwaiter().GetResult();
        _listener.Close();
    }

    private static string Address(string host, int port) => string.Format(CultureInfo.InvariantCulture, "http://{0}:{1}/", host, port);

    private static int FreePort()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        try
        {
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        finally
        {
            probe.Stop();
        }
    }

    private static HttpListener Listen(int port)
    {
        var listener = new HttpListener();
        try
        {
            listener.Prefixes.Add(Address("127.0.0.1", port));
            listener.Prefixes.Add(Address("localhost", port));
            listener.Start();
            return listener;
        }
        catch
        {
            ((IDisposable)listener).Dispose();
            throw;
        }
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (!_listener.IsListening)
                    return;
                continue;
            }

            Task answer = Task.Run(() => AnswerAsync(context));
            _running[answer] = true;
            _ = answer.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            SandboxRequest request = await ReadAsync(context.Request).ConfigureAwait(false);
            await Task.Delay(Organization.Latency, _closing.Token).ConfigureAwait(false);
            await WriteAsync(context.Response, Organization.Handle(request)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Aborting would send 200 on some runtimes, which would look like a success.
            await TryWriteAsync(context.Response, SandboxErrors.Gateway(503, "The sandbox is being stopped.")).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLostConnection(e))
        {
            context.Response.Abort();
        }
        catch (Exception e)
        {
            // A fault of the sandbox itself must not leave the caller waiting.
            await TryWriteAsync(context.Response, SandboxErrors.Gateway(500, "The sandbox failed: " + e.Message)).ConfigureAwait(false);
        }
    }

    private static async Task TryWriteAsync(HttpListenerResponse response, SandboxReply reply)
    {
        try
        {
            await WriteAsync(response, reply).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLostConnection(e) || e is InvalidOperationException)
        {
            response.Abort();
        }
    }

    private static bool IsLostConnection(Exception e) => e is HttpListenerException or IOException or ObjectDisposedException;

    private async Task<SandboxRequest> ReadAsync(HttpListenerRequest request)
    {
        using var body = new MemoryStream();
        if (request.HasEntityBody)
            await request.InputStream.CopyToAsync(body).ConfigureAwait(false);

        // RawUrl keeps the percent-encoding; HttpListenerRequest.Url does not.
        return new SandboxRequest(request.HttpMethod, request.RawUrl ?? "/")
        {
            Authorization = request.Headers["Authorization"],
            ContentType = request.ContentType,
            Body = body.ToArray(),
            BaseAddress = Uri,
        };
    }

    private static async Task WriteAsync(HttpListenerResponse response, SandboxReply reply)
    {
        response.StatusCode = reply.Status;
        foreach (KeyValuePair<string, string> header in reply.Headers)
            response.AddHeader(header.Key, header.Value);
        if (reply.ContentType is not null)
            response.ContentType = reply.ContentType;
        response.ContentLength64 = reply.Body.Length;
        if (!reply.Body.IsEmpty)
            await response.OutputStream.WriteAsync(reply.Body.ToArray(), 0, reply.Body.Length).ConfigureAwait(false);
        response.Close();
    }
}
