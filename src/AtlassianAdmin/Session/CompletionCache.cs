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
        using var cap = new CancellationTokenSource(LongestWait);
        try
        {
            Task<List<(string, string)>> asked = Task.Run(() => ask(cap.Token));
            return asked.Wait(LongestWait) ? _known[completer] = asked.Result : [];
        }
        catch (AggregateException e) when (e.InnerExceptions.All(i => i is AdminException or OperationCanceledException))
        {
            // Nobody wants an error for a press of the Tab key.
            return [];
        }
    }
}
