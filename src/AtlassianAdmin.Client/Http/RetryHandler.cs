using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using Polly;
using Polly.Retry;

namespace AtlassianAdmin.Client.Http;

/// <summary>Sends again what failed for a reason of the moment and may be sent again. Waiting for the limit for as long as the service says is no attempt.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    /// <summary>Attempts in all, the first included.</summary>
    public const int MaxAttempts = 7;

    // A page that is no JSON may be a gateway's of the moment; the third in a row is somebody else's answer.
    private const int MostOtherThanJson = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
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
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage>();
        if (clock != TimeProvider.System)
            SetClock(builder, clock);
        var options = new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay,
            MaxDelay = LongestDelay,
            ShouldHandle = arguments => new ValueTask<bool>(IsOfTheMoment(arguments.Outcome, arguments.Context)),
            // The limiter makes everyone wait for as long as the service asked: waiting here too would double it.
            DelayGenerator = arguments => new ValueTask<TimeSpan?>(
                arguments.Outcome.Result is { } reply && RateLimitHeaders.Read(reply, clock).Pause is not null ? TimeSpan.Zero : null),
            OnRetry = arguments =>
            {
                arguments.Outcome.Result?.Dispose();
                return default;
            },
        };
        if (jitter is not null)
            options.Randomizer = jitter;
        _pipeline = builder.AddRetry(options).Build();
    }

    private static ResiliencePropertyKey<ApiCall> CallKey { get; } = new("call");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            context.Properties.Set(CallKey, ApiCall.Of(request));
            return await _pipeline.ExecuteAsync(
                static async (c, state) => await state.Handler.SendOnceAsync(state.Request, c.CancellationToken).ConfigureAwait(false),
                context,
                (Handler: this, Request: request)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ApiCall call = ApiCall.Of(request);
        while (true)
        {
            HttpResponseMessage reply = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
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
        }
    }

    // A method of its own, which only tests reach: another module may have loaded the build of Polly for another framework,
    // under the same identity, and there the property has another type.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetClock(ResiliencePipelineBuilderBase builder, TimeProvider clock) => builder.TimeProvider = clock;

    private static bool IsOfTheMoment(Outcome<HttpResponseMessage> outcome, ResilienceContext context)
    {
        ApiCall call = context.Properties.GetValue(CallKey, null!);
        bool createsOnce = call.Request.Effect == RequestEffect.Creates;
        if (outcome.Exception is { } exception)
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

        int status = (int)outcome.Result!.StatusCode;
        return !call.HasWaitedEnough && (createsOnce
            ? status == 429 || (status == 503 && outcome.Result.Headers.RetryAfter is not null)
            : status is 408 or 429 or 500 or 502 or 503 or 504);
    }
}
