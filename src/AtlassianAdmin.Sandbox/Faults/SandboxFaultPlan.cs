using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.Faults;

/// <summary>Which requests go wrong, and how: the same seed gives the same faults for the same requests in the same order.</summary>
public sealed class SandboxFaultPlan
{
    private readonly SandboxFault[] _faults;
    private readonly int _seed;
    private readonly int _permille;
    private int _requests;

    /// <summary>Makes a plan.</summary>
    /// <param name="faults">The faults, of which one is drawn for each request that goes wrong.</param>
    /// <param name="rate">The share of requests that go wrong, above 0 and up to 1.</param>
    /// <param name="seed">Which of them.</param>
    /// <exception cref="ArgumentException">There is no fault, or the rate is none.</exception>
    public SandboxFaultPlan(IReadOnlyList<SandboxFault> faults, double rate = 1, int seed = 1)
    {
        if (faults is null)
            throw new ArgumentNullException(nameof(faults));
        if (faults.Count == 0)
            throw new ArgumentException("There is no fault.", nameof(faults));
        if (!(rate >= 0.001 && rate <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate is from 0.001 to 1.");
        _faults = faults.ToArray();
        _permille = (int)Math.Round(rate * 1000);
        _seed = seed;
    }

    /// <summary>How long a slow answer takes.</summary>
    public TimeSpan SlowTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What goes wrong with the next request; null for nothing.</summary>
    public SandboxFault? Next()
    {
        var random = new SeededRandom(_seed, Interlocked.Increment(ref _requests));
        return random.Below(1000) < _permille ? random.Pick(_faults) : null;
    }
}
