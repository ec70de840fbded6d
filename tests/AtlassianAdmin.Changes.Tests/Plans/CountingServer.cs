using System.IO;
using System.Net;
using System.Net.Sockets;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.Http;

namespace AtlassianAdmin.Changes.Tests.Plans;

/// <summary>A door to a simulated organization over HTTP that keeps every write that came through, and can be made to do something at one of them.</summary>
internal sealed class CountingServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly SandboxOrganization _organization;
    private readonly List<string> _writes = [];

    public CountingServer(SandboxOrganization organization)
    {
        _organization = organization;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Uri.ToString());
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public Uri Uri { get; }

    /// <summary>Every write that the organization accepted, as method and path.</summary>
    public IReadOnlyList<string> Writes
    {
        get
        {
            lock (_writes)
                return _writes.ToArray();
        }
    }

    /// <summary>Called before a write is done, with its number from 1 on; false loses it.</summary>
    public Func<int, bool> Before { get; set; } = _ => true;

    /// <summary>Called when a write is done and its answer is still to come, with its number; false keeps the answer back.</summary>
    public Func<int, bool> After { get; set; } = _ => true;

    public void Dispose() => _listener.Close();

    private async Task AcceptAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            string path = context.Request.RawUrl!;
            bool writes = context.Request.HttpMethod != "GET" && !path.EndsWith("/search", StringComparison.Ordinal);
            int number = 0;
            if (writes)
            {
                lock (_writes)
                    number = _writes.Count + 1;
                if (!Before(number))
                {
                    context.Response.Abort();
                    return;
                }
            }

            SandboxReply reply = _organization.Handle(new SandboxRequest(context.Request.HttpMethod, path)
            {
                Authorization = context.Request.Headers["Authorization"],
                ContentType = context.Request.ContentType,
                Body = body.ToArray(),
                BaseAddress = Uri,
            });
            if (writes)
            {
                lock (_writes)
                    _writes.Add($"{context.Request.HttpMethod} {path}");
                if (!After(number))
                {
                    context.Response.Abort();
                    return;
                }
            }

            context.Response.StatusCode = reply.Status;
            context.Response.ContentType = reply.ContentType;
            foreach (KeyValuePair<string, string> header in reply.Headers)
                context.Response.AddHeader(header.Key, header.Value);
            await context.Response.OutputStream.WriteAsync(reply.Body);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The process on the other side is gone: it was killed.
            context.Response.Abort();
        }
    }
}
