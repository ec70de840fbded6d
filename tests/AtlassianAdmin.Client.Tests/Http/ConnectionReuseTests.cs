using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Http;

public class ConnectionReuseTests
{
    [Fact]
    public async Task Two_hundred_requests_eight_at_a_time_need_at_most_eight_connections()
    {
        int now = 0;
        int most = 0;
        await using LoopbackServer server = LoopbackServer.Start(async e =>
        {
            int together = Interlocked.Increment(ref now);
            InterlockedMax(ref most, together);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            await e.ReplyAsync(204);
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri, throttleLimit: 8);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => client.Accounts.DisableAsync($"x{i}")));

        Assert.Equal(200, server.Requests.Count);
        Assert.InRange(server.Accepted, 1, 8);
        Assert.InRange(most, 1, 8);
    }

    [Fact]
    public async Task A_refusal_keeps_its_connection()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(404, """{"key":"accountNotFound"}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        for (int i = 0; i < 20; i++)
            await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(1, server.Accepted);
    }

    [Fact]
    public async Task One_after_the_other_needs_one_connection()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, "{}"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        for (int i = 0; i < 50; i++)
            await client.Accounts.GetPermissionsAsync("x");

        Assert.Equal(1, server.Accepted);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
