using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;

namespace AtlassianAdmin.Client.Http;

/// <summary>One attempt, read to its end: bounded in time and size, and known to be whole before anyone uses it.</summary>
internal sealed class ReplyHandler : DelegatingHandler
{
    /// <summary>No reply of the admin API comes near this.</summary>
    public const int LargestReply = 32 * 1024 * 1024;

    private const int UntoldLength = 16 * 1024;

    // Some servers begin with a byte order mark, which is no JSON but may be passed over. Source: RFC 8259, section 8.1.
    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    private readonly TimeSpan _timeout;

    public ReplyHandler(TimeSpan timeout) => _timeout = timeout;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ApiCall call = ApiCall.Of(request);
        call.Attempts++;
        call.ReplyBody = [];
        string outcome = "no reply";
        string? requestId = null;
        Stopwatch watch = Stopwatch.StartNew();
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(_timeout);
        HttpResponseMessage? reply = null;
        bool mayHaveArrivedBefore = call.MayHaveArrived;
        call.MayHaveArrived = true;
        try
        {
            reply = await base.SendAsync(request, attempt.Token).ConfigureAwait(false);
            outcome = ((int)reply.StatusCode).ToString(CultureInfo.InvariantCulture);
            requestId = Transport.RequestIdOf(reply);
            call.ReplyBody = await ReadAsync(reply, attempt.Token).ConfigureAwait(false);
            CheckWhole(call, reply);
            call.MayHaveArrived = mayHaveArrivedBefore || LeavesOpen(reply);
            HttpResponseMessage whole = reply;
            reply = null;
            return whole;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            outcome = "timed out";
            throw new UnreadableReplyException(
                $"no complete answer within {_timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s", (int)(reply?.StatusCode ?? 0));
        }
        catch (UnreadableReplyException e)
        {
            outcome += " unreadable";
            call.RepliesOtherThanJson = e.IsOtherThanJson ? call.RepliesOtherThanJson + 1 : 0;
            throw;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or WebException)
        {
            outcome = ProxyRefusal.StatusOf(e) is { } status ? $"proxy refused with {status}" : "connection failed";
            if (NeverArrived(e))
                call.MayHaveArrived = mayHaveArrivedBefore;
            throw e is HttpRequestException ? e : new HttpRequestException(e.Message, e);
        }
        finally
        {
            reply?.Dispose();
            RequestScope.Current?.OnAttempt?.Invoke(new RequestTrace(
                request.Method.Method, call.Request.Template, outcome, call.Attempts, watch.Elapsed, requestId, isWrite: call.Request.Effect != RequestEffect.Reads));
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage reply, CancellationToken cancellationToken)
    {
        if (reply.Content is null)
            return [];
        if (reply.Content.Headers.ContentLength > LargestReply)
            throw TooLarge(reply);
        if (reply.Content.Headers.ContentLength == 0 || (int)reply.StatusCode == 204)
            return [];
        using Stream stream = await reply.Content.ReadAsStreamAsync().ConfigureAwait(false);

        // On .NET Framework a read of the network ignores the token: closing the stream ends it.
        using CancellationTokenRegistration _ = cancellationToken.Register(static s => ((Stream)s!).Dispose(), stream);
        // One byte more than is promised shows the end without growing.
        byte[] body = ArrayPool<byte>.Shared.Rent((int)(reply.Content.Headers.ContentLength ?? UntoldLength) + 1);
        int length = 0;
        try
        {
            int read;
            while ((read = await stream.ReadAsync(body, length, body.Length - length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > LargestReply)
                    throw TooLarge(reply);
                if (length == body.Length)
                    body = Grow(body);
            }

            if (reply.Content.Headers.ContentLength is { } promised && length < promised)
                throw new UnreadableReplyException("the answer was cut off", (int)reply.StatusCode);
            return body.AsSpan(0, length).StartsWith(Utf8Mark) ? body.AsSpan(Utf8Mark.Length, length - Utf8Mark.Length).ToArray() : body.AsSpan(0, length).ToArray();
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new UnreadableReplyException("the answer was cut off", (int)reply.StatusCode, e);
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableReplyException("the compressed answer cannot be unpacked", (int)reply.StatusCode, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static byte[] Grow(byte[] full)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    private static void CheckWhole(ApiCall call, HttpResponseMessage reply)
    {
        if (!reply.IsSuccessStatusCode)
        {
            call.RepliesOtherThanJson = 0;
            return;
        }

        byte[] body = call.ReplyBody;
        bool reads = call.Request.Method == HttpMethod.Get || call.Request.Effect == RequestEffect.Reads;
        if (body.Length == 0)
        {
            if (reads)
                throw new UnreadableReplyException("the answer is empty", (int)reply.StatusCode);
            return;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
                // Reading to the end is the check.
            }

            call.RepliesOtherThanJson = 0;
        }
        catch (JsonException e)
        {
            int start = Array.FindIndex(body, b => b is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t'));
            char first = start < 0 ? ' ' : (char)body[start];
            throw new UnreadableReplyException(
                first switch
                {
                    '<' => "an HTML page came instead of JSON",
                    '{' or '[' => "the JSON of the answer is broken off or malformed",
                    _ => "a text came instead of JSON",
                },
                (int)reply.StatusCode,
                UnreadableReplyException.Place(e)) { IsOtherThanJson = first is not ('{' or '[') };
        }
    }

    // A service that fails may have done its work before; one that names a time to come back has turned the request away.
    private static bool LeavesOpen(HttpResponseMessage reply) =>
        (int)reply.StatusCode is 408 or >= 500 && !((int)reply.StatusCode == 503 && reply.Headers.RetryAfter is not null);

    private static bool NeverArrived(Exception e)
    {
        if (ProxyRefusal.StatusOf(e) is not null)
            return true;
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            bool unsent = cause is AuthenticationException
                or SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NetworkUnreachable or SocketError.HostUnreachable };
            if (unsent)
                return true;
        }

        return false;
    }

    private static UnreadableReplyException TooLarge(HttpResponseMessage reply) =>
        new($"the answer is larger than {LargestReply / 1024 / 1024} MiB", (int)reply.StatusCode) { IsTooLarge = true };
}
