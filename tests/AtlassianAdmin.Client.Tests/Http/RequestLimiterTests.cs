using System.Net.Http;
using AtlassianAdmin.Client.Tests.Clocks;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>Places of a connection and budgets of families: neither is held by a request that waits for the other.</summary>
public class RequestLimiterTests
{
    [Fact]
    public async Task A_family_that_must_wait_holds_no_place_of_another()
    {
        var clock = new ManualClock();
        var network = new StubNetwork(request => IsAccount(request) ? Refused() : StubNetwork.Reply(200, """{"data":{"accountId":"1","id":"1"}}"""));
        using AdminClient client = ClientUnderTest.Of(network, clock: clock, throttleLimit: 2);
        using var stop = new CancellationTokenSource();

        Task<int>[] waiting = [.. Enumerable.Range(0, 5).Select(i => client.Accounts.DisableAsync($"x{i}", cancellationToken: stop.Token))];
        await clock.WaitForTimersAsync(1);
        for (int i = 0; i < 10; i++)
            await client.Users.GetAsync("1");

        Assert.All(waiting, w => Assert.False(w.IsCompleted));
        Assert.Single(network.Requests, r => r.Contains("/manage/", StringComparison.Ordinal));
        await stop.CancelAsync();
        foreach (Task<int> task in waiting)
            await Assert.ThrowsAnyAsync<Exception>(() => task);
    }

    [Fact]
    public async Task No_more_are_in_flight_than_the_throttle_allows_whatever_their_families()
    {
        int inFlight = 0;
        int most = 0;
        var network = new StubNetwork(async (request, cancellationToken) =>
        {
            int now = Interlocked.Increment(ref inFlight);
            InterlockedMax(ref most, now);
            await Task.Delay(Random.Shared.Next(3), cancellationToken);
            Interlocked.Decrement(ref inFlight);
            return IsAccount(request) ? StubNetwork.Reply(204, "") : StubNetwork.Reply(200, """{"data":{"accountId":"1","id":"1"}}""");
        });
        using AdminClient client = ClientUnderTest.Of(network, throttleLimit: 3);

        await Task.WhenAll(Enumerable.Range(0, 150).Select(i => i % 2 == 0
            ? client.Accounts.DisableAsync($"x{i}")
            : (Task)client.Users.GetAsync("1")));

        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Who_waits_for_a_place_counts_in_no_budget()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var arrived = new TaskCompletionSource();
        var slow = new StubNetwork((request, _) =>
        {
            if (IsAccount(request))
                return Task.FromResult(StubNetwork.Reply(204, ""));
            arrived.SetResult();
            return answer.Task;
        });
        var clock = new HurryingClock();
        using AdminClient full = ClientUnderTest.Of(slow, clock: clock, throttleLimit: 1);
        using AdminClient free = ClientUnderTest.Of(new StubNetwork(_ => StubNetwork.Reply(204, "")), clock: clock);

        Task holdsThePlace = full.Users.GetAsync("1");
        await arrived.Task;
        Task<int> waitsForIt = full.Accounts.DisableAsync("x");
        // A budget that has heard nothing yet lets one request out: it must not be the one without a place.
        await free.Accounts.DisableAsync("y");

        Assert.False(waitsForIt.IsCompleted);
        answer.SetResult(StubNetwork.Reply(200, """{"data":{"accountId":"1","id":"1"}}"""));
        await holdsThePlace;
        Assert.Equal(1, await waitsForIt);
    }

    private static bool IsAccount(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.StartsWith("/users/", StringComparison.Ordinal);

    private static HttpResponseMessage Refused()
    {
        HttpResponseMessage reply = StubNetwork.Reply(429, "");
        reply.Headers.Add("Retry-After", "60");
        return reply;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (int known = most; value > known; known = most)
            Interlocked.CompareExchange(ref most, value, known);
    }
}
