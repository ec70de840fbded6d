using System.Collections.Concurrent;

namespace AtlassianAdmin.Changes.Tests.Faults;

/// <summary>Decides which attempt meets which fault, and keeps what came past on the wire. The same seed decides the same, whichever thread comes first.</summary>
public sealed class FaultPlan
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Fault, int> _met = new();
    private readonly Func<string, int, Fault?> _choose;

    /// <summary>Makes a plan.</summary>
    /// <param name="choose">The fault for a request, told by method and path, and how often it was seen before; null for none.</param>
    public FaultPlan(Func<string, int, Fault?> choose) => _choose = choose;

    /// <summary>How often each fault was met.</summary>
    public IReadOnlyDictionary<Fault, int> Met => _met;

    /// <summary>How many attempts came past.</summary>
    public int Attempts => _seen.Values.Sum(s => s.Count);

    /// <summary>So many of a hundred attempts meet one of the faults; stalls, which cost time, are the rarest, and no page comes twice in a row: the third ends a call.</summary>
    public static FaultPlan Share(int percent, int seed, params Fault[] faults)
    {
        Fault[] lots = [.. faults.SelectMany(f => Enumerable.Repeat(f, f is Fault.Stall or Fault.StallLate ? 1 : 5))];
        Fault? Choose(string request, int attempt)
        {
            uint chance = Hash($"{seed} {request} {attempt}");
            return chance % 100 < percent ? lots[chance / 100 % lots.Length] : null;
        }

        return new((request, attempt) => Choose(request, attempt) is { } fault && !(fault == Fault.HtmlPage && Choose(request, attempt - 1) == fault) ? fault : null);
    }

    /// <summary>Every attempt of what the path ends with meets the fault.</summary>
    public static FaultPlan Always(Fault fault, params string[] ends) =>
        new((request, _) => ends.Any(e => request.EndsWith(e, StringComparison.Ordinal)) ? fault : null);

    /// <summary>Takes note of an attempt and tells its fault.</summary>
    public Fault? Meet(string method, string path)
    {
        ConcurrentQueue<string> seen = _seen.GetOrAdd(AccountOf(path), _ => new ConcurrentQueue<string>());
        int before = seen.Count;
        string request = $"{method} {path}";
        seen.Enqueue(request);
        Fault? fault = _choose(request, before);
        if (fault is { } met)
            _met.AddOrUpdate(met, 1, (_, count) => count + 1);
        return fault;
    }

    /// <summary>The writes of an account as they came past: each with the number of its attempts, in order.</summary>
    public IReadOnlyList<(string Request, int Attempts)> WritesOf(string accountId)
    {
        var runs = new List<(string Request, int Attempts)>();
        foreach (string request in _seen.TryGetValue(accountId, out ConcurrentQueue<string>? seen) ? seen : [])
        {
            if (request.StartsWith("GET", StringComparison.Ordinal))
                continue;
            if (runs.Count > 0 && runs[^1].Request == request)
                runs[^1] = (request, runs[^1].Attempts + 1);
            else
                runs.Add((request, 1));
        }

        return runs;
    }

    /// <summary>How often something about an account was read.</summary>
    public int ReadsOf(string accountId) =>
        _seen.TryGetValue(accountId, out ConcurrentQueue<string>? seen) ? seen.Count(r => r.StartsWith("GET", StringComparison.Ordinal)) : 0;

    private static string AccountOf(string path)
    {
        string[] parts = path.Split('/');
        return parts.Length > 2 && parts[1] == "users" ? Uri.UnescapeDataString(parts[2]) : "";
    }

    // FNV-1a, then mixed: string.GetHashCode is another in each process.
    private static uint Hash(string text)
    {
        uint hash = text.Aggregate(2166136261u, (h, c) => (h ^ c) * 16777619u);
        hash ^= hash >> 16;
        hash *= 0x7feb352du;
        hash ^= hash >> 15;
        hash *= 0x846ca68bu;
        return hash ^ (hash >> 16);
    }
}
