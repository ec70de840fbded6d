using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>A caller that stops gets one kind of exception, and it tells whether a write may have been made.</summary>
public class CancellationTests
{
    [Fact]
    public async Task Stopped_before_sending_nothing_is_sent()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(204));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        var stopped = await Assert.ThrowsAsync<RequestStoppedException>(() => client.Accounts.DisableAsync("x", cancellationToken: new CancellationToken(true)));

        Assert.False(stopped.MayHaveArrived);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stopped_in_flight_a_write_may_have_arrived_and_a_read_matters_not(bool write)
    {
        using var stop = new CancellationTokenSource();
        await using LoopbackServer server = LoopbackServer.Start(async e =>
        {
            await stop.CancelAsync();
            await e.StallAsync();
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        var stopped = await Assert.ThrowsAsync<RequestStoppedException>(() =>
            write ? client.Accounts.DisableAsync("x", cancellationToken: stop.Token) : client.Accounts.GetProfileAsync("x", stop.Token));

        Assert.Equal(write, stopped.MayHaveArrived);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Stopped_while_the_body_comes_a_write_may_have_arrived()
    {
        using var stop = new CancellationTokenSource();
        await using LoopbackServer server = LoopbackServer.Start(async e =>
        {
            await e.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            await stop.CancelAsync();
            await e.StallAsync();
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.True((await Assert.ThrowsAsync<RequestStoppedException>(() => client.Accounts.DeleteAsync("x", stop.Token))).MayHaveArrived);
    }

    [Fact]
    public async Task Stopped_in_the_wait_after_a_lost_answer_a_write_may_have_arrived()
    {
        var clock = new ManualClock();
        using var stop = new CancellationTokenSource();
        await using LoopbackServer server = LoopbackServer.Start(e =>
        {
            e.Reset();
            return Task.CompletedTask;
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri, clock: clock);

        Task<int> sending = client.Accounts.DisableAsync("x", cancellationToken: stop.Token);
        await clock.WaitForTimersAsync(1);
        await stop.CancelAsync();

        Assert.True((await Assert.ThrowsAsync<RequestStoppedException>(() => sending)).MayHaveArrived);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Stopped_in_the_wait_for_the_limit_a_write_that_was_turned_away_has_not_arrived()
    {
        var clock = new ManualClock();
        using var stop = new CancellationTokenSource();
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(429, "", "Retry-After: 60"));
        using AdminClient client = ClientUnderTest.Of(server.Uri, clock: clock);

        Task<int> sending = client.Accounts.DisableAsync("x", cancellationToken: stop.Token);
        await clock.WaitForTimersAsync(1);
        await stop.CancelAsync();

        Assert.False((await Assert.ThrowsAsync<RequestStoppedException>(() => sending)).MayHaveArrived);
    }

    [Fact]
    public async Task When_nothing_new_may_start_what_is_in_flight_goes_on()
    {
        using var nothingNew = new CancellationTokenSource();
        await using LoopbackServer server = LoopbackServer.Start(async e =>
        {
            await nothingNew.CancelAsync();
            await e.ReplyAsync(204);
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        RequestScope.Current = new RequestScope(null, nothingNew.Token);

        Assert.Equal(1, await client.Accounts.DisableAsync("first"));
        var stopped = await Assert.ThrowsAsync<RequestStoppedException>(() => client.Accounts.DisableAsync("second"));

        Assert.False(stopped.MayHaveArrived);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task When_nothing_new_may_start_a_lost_answer_is_not_asked_for_again()
    {
        using var nothingNew = new CancellationTokenSource();
        await using LoopbackServer server = LoopbackServer.Start(async e =>
        {
            await nothingNew.CancelAsync();
            e.Reset();
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        RequestScope.Current = new RequestScope(null, nothingNew.Token);

        Assert.True((await Assert.ThrowsAsync<RequestStoppedException>(() => client.Accounts.DisableAsync("x"))).MayHaveArrived);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Stopped_while_queued_for_a_place_nothing_is_sent()
    {
        using var stop = new CancellationTokenSource();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackServer server = LoopbackServer.Start(async e =>
        {
            arrived.TrySetResult();
            await release.Task;
            await e.ReplyAsync(204);
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri, throttleLimit: 1);

        Task<int> inFlight = client.Accounts.DisableAsync("first");
        await arrived.Task;
        Task<int> queued = client.Accounts.DisableAsync("second", cancellationToken: stop.Token);
        await stop.CancelAsync();

        Assert.False((await Assert.ThrowsAsync<RequestStoppedException>(() => queued)).MayHaveArrived);
        release.SetResult();
        Assert.Equal(1, await inFlight);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_client_that_is_disposed_sends_nothing_that_was_still_queued()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var network = new StubNetwork(async (_, _) =>
        {
            arrived.TrySetResult();
            await release.Task;
            return StubNetwork.Reply(204, "");
        });
        AdminClient client = ClientUnderTest.Of(network, throttleLimit: 1);
        Task<int> inFlight = client.Accounts.DisableAsync("first");
        await arrived.Task;
        Task<int>[] queued = [.. Enumerable.Range(0, 5).Select(i => client.Accounts.DisableAsync($"queued-{i}"))];

        client.Dispose();
        release.SetResult();

        foreach (Task<int> task in queued)
            Assert.False((await Assert.ThrowsAsync<RequestStoppedException>(() => task)).MayHaveArrived);
        await Task.WhenAny(inFlight);
        Assert.Single(network.Requests);
    }
}
