using System.Net.Http;
using System.Security.Authentication;

namespace AtlassianAdmin.Client.Http;

/// <summary>Sends again what failed for a reason of the moment and may be sent again. Waiting for the limit for as long as the service says is no attempt.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    /// <summary>Attempts in all, the first included.</summary>
    public const int MaxAttempts = 7;

    // A page that is no JSON may be a gateway's of the moment; the third in a row is somebody else's answer.
    private const int MostOtherThanJson = 3;

    private readonly Lazy<RetryPipeline> _pipeline;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _maxWait;

    /// <summary>Makes a handler.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="maxWait">The longest time that one request waits for the limit.</param>
    /// <param name="jitter">Draws the jitter, from 0 to 1; null for chance.</param>
    public RetryHandler(TimeProvider clock, TimeSpan maxWait, Func<double>? jitter = null)
    {
        _clock = clock;
        _maxWait = maxWait;
        _pipeline = new Lazy<RetryPipeline>(() => new RetryPipeline(MaxAttempts, clock, jitter));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ApiCall call = ApiCall.Of(request);
        // Most requests need no other attempt, and most processes no pipeline: it begins with the outcome of the first one.
        Task<HttpResponseMessage> first = base.SendAsync(request, cancellationToken);
        try
        {
            HttpResponseMessage reply = await first.ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested || !IsOfTheMoment(call, reply, exception: null))
                return reply;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsOfTheMoment(call, reply: null, e))
        {
            // The pipeline awaits it once more.
        }

        return await RetryAsync(call, request, first, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>True when what came of an attempt may be another the next time, and the request may be sent again.</summary>
    internal static bool IsOfTheMoment(ApiCall call, HttpResponseMessage? reply, Exception? exception)
    {
        bool createsOnce = call.Request.Effect == RequestEffect.Creates;
        if (reply is null)
        {
            return !createsOnce && exception switch
            {
                // A bad certificate stays bad, and a proxy that refuses goes on refusing.
                HttpRequestException e => e.GetBaseException() is not AuthenticationException && e.InnerException is not AuthenticationException && !ProxyRefusal.IsFinal(e),
                // What is too large is no better the next time.
                UnreadableReplyException e => !e.IsTooLarge && call.RepliesOtherThanJson < MostOtherThanJson,
                _ => false,
            };
        }

        int status = (int)reply.StatusCode;
        return !call.HasWaitedEnough && (createsOnce
            ? status == 429 || (status == 503 && reply.Headers.RetryAfter is not null)
            : status is 408 or 429 or 500 or 502 or 503 or 504);
    }

    private Task<HttpResponseMessage> RetryAsync(ApiCall call, HttpRequestMessage request, Task<HttpResponseMessage> first, CancellationToken cancellationToken)
    {
        Task<HttpResponseMessage>? sent = first;
        return _pipeline.Value.ExecuteAsync(
            call,
            token =>
            {
                Task<HttpResponseMessage> next = sent ?? base.SendAsync(request, token);
                sent = null;
                return FinishAsync(call, request, next, token);
            },
            cancellationToken);
    }

    /// <summary>Sends again for as long as the limit refuses.</summary>
    private async Task<HttpResponseMessage> FinishAsync(ApiCall call, HttpRequestMessage request, Task<HttpResponseMessage> sent, CancellationToken cancellationToken)
    {
        while (true)
        {
            HttpResponseMessage reply = await sent.ConfigureAwait(false);
            if ((int)reply.StatusCode != 429 || RateLimitHeaders.Read(reply, _clock).Pause is not { } pause)
            {
                call.WaitingSince = null;
                return reply;
            }

            call.WaitingSince ??= _clock.GetTimestamp();
            call.HasWaitedEnough = _clock.GetElapsedTime(call.WaitingSince.Value) + pause > _maxWait;
            if (call.HasWaitedEnough)
                return reply;
            reply.Dispose();
            sent = base.SendAsync(request, cancellationToken);
        }
    }
}
