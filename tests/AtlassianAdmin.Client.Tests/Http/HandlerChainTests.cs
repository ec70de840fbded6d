using System.Net.Http;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Clocks;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>Handlers are made anew after their lifetime, and the old ones are closed when nobody uses them any more.</summary>
public sealed class HandlerChainTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ManualClock _clock = new();
    private readonly List<CountedHandler> _made = [];
    private readonly HandlerChain _chain;

    public HandlerChainTests() => _chain = new HandlerChain(Make, Lifetime, _clock);

    public void Dispose() => _chain.Dispose();

    [Fact]
    public void Nothing_is_made_before_the_first_request() => Assert.Empty(_made);

    [Fact]
    public void Requests_share_handlers_until_these_are_old()
    {
        using (HandlerChain.Lease first = _chain.Begin())
        using (HandlerChain.Lease second = _chain.Begin())
            Assert.Same(first.Invoker, second.Invoker);
        _clock.Advance(Lifetime - TimeSpan.FromTicks(1));
        _chain.Begin().Dispose();
        Assert.Single(_made);

        _clock.Advance(TimeSpan.FromTicks(1));
        _chain.Begin().Dispose();

        Assert.Equal([true, false], _made.Select(h => h.IsDisposed));
    }

    [Fact]
    public void Old_handlers_are_closed_with_their_last_request()
    {
        HandlerChain.Lease first = _chain.Begin();
        HandlerChain.Lease second = _chain.Begin();
        _clock.Advance(Lifetime);
        _chain.Begin().Dispose();

        first.Dispose();
        Assert.False(_made[0].IsDisposed);
        second.Dispose();

        Assert.Equal([true, false], _made.Select(h => h.IsDisposed));
    }

    [Fact]
    public void After_the_end_nothing_begins_and_what_has_begun_goes_on()
    {
        HandlerChain.Lease running = _chain.Begin();

        _chain.Dispose();
        _chain.Dispose();

        Assert.Throws<ObjectDisposedException>(_chain.Begin);
        Assert.False(_made[0].IsDisposed);
        running.Dispose();
        Assert.True(_made[0].IsDisposed);
    }

    [Fact]
    public void The_end_closes_what_nobody_uses()
    {
        _chain.Begin().Dispose();

        _chain.Dispose();

        Assert.True(Assert.Single(_made).IsDisposed);
    }

    [Fact]
    public async Task Whoever_uses_handlers_finds_them_open_also_when_many_renew_them_at_once()
    {
        using var chain = new HandlerChain(Make, TimeSpan.FromTicks(1), TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
            {
                using HandlerChain.Lease lease = chain.Begin();
                using var request = new HttpRequestMessage(HttpMethod.Get, "https://one.example.com/");
                using HttpResponseMessage reply = await lease.Invoker.SendAsync(request, CancellationToken.None);
            }
        })));
        chain.Dispose();

        Assert.All(_made, handler => Assert.True(handler.IsDisposed));
    }

    private CountedHandler Make()
    {
        var handler = new CountedHandler();
        _made.Add(handler);
        return handler;
    }

    private sealed class CountedHandler : HttpMessageHandler
    {
        public bool IsDisposed { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            return new HttpResponseMessage();
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
