using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace AtlassianAdmin.Changes.Tests.Faults;

/// <summary>What a client gets to see of a fault.</summary>
internal static class FaultReply
{
    public const string Page = "<html><body>Bad gateway</body></html>";

    /// <summary>True when the service has done its work before the fault.</summary>
    public static bool IsLate(Fault fault) =>
        fault is Fault.ResetLate or Fault.StallLate or Fault.CutLate or Fault.Error500Late or Fault.Gateway504Late;

    /// <summary>The answer that takes the place of the service's own.</summary>
    /// <exception cref="HttpRequestException">There is none.</exception>
    public static HttpResponseMessage Of(Fault fault)
    {
        HttpResponseMessage reply = fault switch
        {
            Fault.Refused => throw Broken(SocketError.ConnectionRefused),
            Fault.NoSuchHost => throw Broken(SocketError.HostNotFound),
            Fault.BadCertificate => throw new HttpRequestException("The SSL connection could not be established.", new AuthenticationException("The remote certificate is invalid.")),
            Fault.Reset or Fault.ResetLate => throw Broken(SocketError.ConnectionReset),
            Fault.CutLate => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new CutStream()) },
            Fault.Error500Late => Reply(500, "{\"code\":500,\"message\":\"Internal Server Error\"}"),
            Fault.Gateway504Late => Reply(504, "{\"code\":504,\"message\":\"Gateway Timeout\"}"),
            Fault.HtmlPage => Reply(200, Page),
            Fault.HtmlError => Reply(502, Page),
            Fault.Timeout408 => Reply(408, ""),
            Fault.TooMany429 => Reply(429, "{\"code\":429,\"message\":\"Too Many Requests\"}"),
            Fault.Gateway502 => Reply(502, "{\"code\":502,\"message\":\"Bad Gateway\"}"),
            Fault.ExpiredKey => Reply(401, "{\"code\":401,\"message\":\"Unauthorized\"}"),
            Fault.Unavailable503 or Fault.Unavailable503RetryAfter => Reply(503, "{\"code\":503,\"message\":\"Service Unavailable\"}"),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "It shows nothing."),
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
