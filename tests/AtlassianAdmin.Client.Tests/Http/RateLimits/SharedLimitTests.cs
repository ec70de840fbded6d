using AtlassianAdmin.Client.Tests.Clocks;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Client.Tests.Http.RateLimits;

/// <summary>Several connections with one key, as several runspaces have them: together they keep what was announced to any of them.</summary>
public class SharedLimitTests
{
    private static int _keys;

    [Fact]
    public void Together_they_are_never_refused() =>
        Prop.ForAll(Gen.Choose(2, 4).ToArbitrary(), Gen.Choose(5, 40).ToArbitrary(), Gen.Elements(Enum.GetValues<Telling>()).ToArbitrary(), (clients, limit, telling) =>
        {
            var clock = new HurryingClock();
            var service = new SimulatedLimit(limit, TimeSpan.FromMinutes(1), Counting.ByTheClock, telling, datesItsReplies: true, saysRetryAfter: false);
            var gate = new Lock();
            var network = new StubNetwork(async (_, cancellationToken) =>
            {
                await Task.Yield();
                lock (gate)
                    return service.Answer(clock.GetUtcNow());
            });
            // A key of their own for each run: the budget is the process's.
            string key = $"{ClientUnderTest.AdminKey}{Interlocked.Increment(ref _keys)}";
            AdminClient[] connections = [.. Enumerable.Range(0, clients).Select(_ => ClientUnderTest.Of(network, key, clock, throttleLimit: 4))];
            try
            {
                Task<int>[] changes = [.. Enumerable.Range(0, limit * 4).Select(i => Task.Run(() => connections[i % clients].Accounts.DisableAsync($"x{i}")))];
                Task.WhenAll(changes).GetAwaiter().GetResult();
                bool good = service.Refusals == 0 && service.Admitted == changes.Length && changes.All(c => c.Result == 1);
                return good.Label($"{service.Refusals} refused, {service.Admitted} of {changes.Length} let in");
            }
            finally
            {
                Array.ForEach(connections, c => c.Dispose());
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
}
