using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Sandbox;

namespace AtlassianAdmin.Changes.Tests.Faults;

/// <summary>A network in this process that breaks as networks do, between the real client and a sandbox.</summary>
internal sealed class FaultyNetwork(SandboxOrganization organization, FaultPlan plan) : DelegatingHandler(new SandboxHandler(organization))
{
    public const string Page = "<html><body>Bad gateway</body></html>";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Fault? fault = plan.Meet(request.Method.Method, request.RequestUri!.AbsolutePath);
        switch (fault)
        {
            case null:
                return await base.SendAsync(request, cancellationToken);
            case Fault.Refused:
                throw Broken(SocketError.ConnectionRefused);
            case Fault.NoSuchHost:
                throw Broken(SocketError.HostNotFound);
            case Fault.BadCertificate:
                throw new HttpRequestException("The SSL connection could not be established.", new AuthenticationException("The remote certificate is invalid."));
            case Fault.Reset:
                throw Broken(SocketError.ConnectionReset);
            case Fault.Stall:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new InvalidOperationException("Unreachable.");
            case Fault.ResetLate or Fault.StallLate or Fault.CutLate or Fault.Error500Late or Fault.Gateway504Late:
                (await base.SendAsync(request, CancellationToken.None)).Dispose();
                return await AfterAsync(fault.Value, cancellationToken);
            default:
                return Answer(fault.Value);
        }
    }

    private static async Task<HttpResponseMessage> AfterAsync(Fault fault, CancellationToken cancellationToken)
    {
        if (fault == Fault.StallLate)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        return fault switch
        {
            Fault.CutLate => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new CutStream()) },
            Fault.Error500Late => Reply(500, "{\"code\":500,\"message\":\"Internal Server Error\"}"),
            Fault.Gateway504Late => Reply(504, "{\"code\":504,\"message\":\"Gateway Timeout\"}"),
            _ => throw Broken(SocketError.ConnectionReset),
        };
    }

    private static HttpResponseMessage Answer(Fault fault)
    {
        HttpResponseMessage reply = fault switch
        {
            Fault.HtmlPage => Reply(200, Page),
            Fault.HtmlError => Reply(502, Page),
            Fault.Timeout408 => Reply(408, ""),
            Fault.TooMany429 => Reply(429, "{\"code\":429,\"message\":\"Too Many Requests\"}"),
            Fault.Gateway502 => Reply(502, "{\"code\":502,\"message\":\"Bad Gateway\"}"),
            Fault.ExpiredKey => Reply(401, "{\"code\":401,\"message\":\"Unauthorized\"}"),
            _ => Reply(503, "{\"code\":503,\"message\":\"Service Unavailable\"}"),
        };
        if (fault == Fault.Unavailable503RetryAfter)
            reply.Headers.Add("Retry-After", "2");
        return reply;
    }

    private static HttpResponseMessage Reply(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "text/plain") };

    private static HttpRequestException Broken(SocketError error)
    {
        var cause = new SocketException((int)error);
        return error is SocketError.ConnectionRefused or SocketError.HostNotFound
            ? new HttpRequestException(cause.Message, cause)
            : new HttpRequestException("An error occurred while sending the request.", new IOException(cause.Message, cause));
    }

    /// <summary>Half an answer, and then the end of the connection.</summary>
    private sealed class CutStream : MemoryStream
    {
        private bool _begun;

        // Otherwise its length, which is none yet, would be told.
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override int Read(Span<byte> buffer)
        {
            if (_begun)
                throw new IOException("The response ended prematurely.");
            _begun = true;
            return Encoding.UTF8.GetBytes("{\"message\":\"Acc", buffer);
        }
    }
}
