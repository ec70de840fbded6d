using System.Net.Http;
using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;

namespace AtlassianAdmin.Client.Http;

/// <summary>Sends again with growing pauses between. A class of its own, because only a request that failed loads the library.</summary>
internal sealed class RetryPipeline
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <summary>Makes a pipeline.</summary>
    /// <param name="attempts">Attempts in all, the first included.</param>
    /// <param name="clock">The time.</param>
    /// <param name="jitter">Draws the jitter, from 0 to 1; null for chance.</param>
    public RetryPipeline(int attempts, TimeProvider clock, Func<double>? jitter)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage>();
        if (clock != TimeProvider.System)
            SetClock(builder, clock);
        var options = new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = attempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay,
            MaxDelay = LongestDelay,
            ShouldHandle = static arguments => new ValueTask<bool>(RetryHandler.IsOfTheMoment(
                arguments.Context.Properties.GetValue(CallKey, null!), arguments.Outcome.Result, arguments.Outcome.Exception)),
            // The limiter makes everyone wait for as long as the service asked: waiting here too would double it.
            DelayGenerator = arguments => new ValueTask<TimeSpan?>(
                arguments.Outcome.Result is { } reply && RateLimitHeaders.Read(reply, clock).Pause is not null ? TimeSpan.Zero : null),
            OnRetry = static arguments =>
            {
                arguments.Outcome.Result?.Dispose();
                return default;
            },
        };
        if (jitter is not null)
            options.Randomizer = jitter;
        _pipeline = builder.AddRetry(options).Build();
    }

    // No field: it is a struct, and the class that has one in a field is not loaded without the library.
    private static ResiliencePropertyKey<ApiCall> CallKey => new("call");

    /// <summary>Sends until the outcome is final, or the attempts are used up.</summary>
    /// <param name="call">The request.</param>
    /// <param name="send">Sends it once.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<HttpResponseMessage> ExecuteAsync(ApiCall call, Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            context.Properties.Set(CallKey, call);
            return await _pipeline.ExecuteAsync(
                static (c, send) => new ValueTask<HttpResponseMessage>(send(c.CancellationToken)), context, send).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // A method of its own, which only tests reach: another module may have loaded the build of Polly for another framework,
    // under the same identity, and there the property has another type.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetClock(ResiliencePipelineBuilderBase builder, TimeProvider clock) => builder.TimeProvider = clock;
}
