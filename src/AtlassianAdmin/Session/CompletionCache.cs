using System.Collections.Concurrent;

namespace AtlassianAdmin.Session;

/// <summary>What a service told the completers of one connection: asked once, and never for longer than two seconds.</summary>
internal sealed class CompletionCache
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Type, IReadOnlyList<(string Value, string Tip)>> _known = new();

    /// <summary>What a completer knows; nothing when the service does not tell in time.</summary>
    public IReadOnlyList<(string Value, string Tip)> Of(Type completer, Func<CancellationToken, Task<List<(string Value, string Tip)>>> ask)
    {
        if (_known.TryGetValue(completer, out IReadOnlyList<(string, string)>? known))
            return known;
        return Ask(ask) is { } told ? _known[completer] = told : [];
    }

    /// <summary>What the service tells now; null when it does not tell in time.</summary>
    public static List<(string Value, string Tip)>? Ask(Func<CancellationToken, Task<List<(string Value, string Tip)>>> ask)
    {
        using var cap = new CancellationTokenSource(LongestWait);
        try
        {
            Task<List<(string, string)>> asked = Task.Run(() => ask(cap.Token));
            return asked.Wait(LongestWait) ? asked.Result : null;
        }
        catch (AggregateException e) when (e.InnerExceptions.All(i => i is AdminException or OperationCanceledException))
        {
            // Nobody wants an error for a press of the Tab key.
            return null;
        }
    }
}
