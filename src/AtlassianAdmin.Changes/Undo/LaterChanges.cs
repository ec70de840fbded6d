using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Changes.Undo;

/// <summary>The changes of a journal that came later and stay: what they changed again is left as it is.</summary>
internal sealed class LaterChanges
{
    private readonly Dictionary<(Type, string, string?), JournaledChange> _last = [];
    private readonly Dictionary<(Type, string, string?), int> _lastUndone = [];

    /// <summary>Finds them.</summary>
    /// <param name="all">Every change of the journal, in its order.</param>
    /// <param name="undone">Those that are undone now.</param>
    /// <param name="attempts">What undid which change before.</param>
    public LaterChanges(IEnumerable<JournaledChange> all, IEnumerable<JournaledChange> undone, ILookup<int, JournaledChange> attempts)
    {
        var leaving = new HashSet<int>(undone.Select(c => c.Number));
        foreach (JournaledChange change in all.Where(c => c.MayHaveChanged && c.RunKind != JournalRunKind.Undo && !leaving.Contains(c.Number)))
        {
            if (KeyOf(change) is { } key && !attempts[change.Number].Any(a => a.IsProven))
                _last[key] = change;
        }

        foreach (JournaledChange undoing in attempts.SelectMany(a => a).Where(a => a is { IsProven: true, BeforeState: not null }))
            _lastUndone[ThingOf(undoing)] = Math.Max(undoing.Number, _lastUndone.TryGetValue(ThingOf(undoing), out int number) ? number : 0);
    }

    /// <summary>The last one that changed the same thing after a change; null for none.</summary>
    public JournaledChange? Of(JournaledChange change) =>
        KeyOf(change) is { } key && _last.TryGetValue(key, out JournaledChange? later) && later.Number > change.Number ? later : null;

    /// <summary>True when an undoing that came after this one has changed the same thing once more, to what it was before.</summary>
    public bool IsSuperseded(JournaledChange undoing) =>
        undoing.BeforeState is not null && _lastUndone.TryGetValue(ThingOf(undoing), out int last) && last > undoing.Number;

    // Of fields each is a thing of its own, and its state tells whether it was changed again.
    private static (Type, string, string?)? KeyOf(JournaledChange change) =>
        change.BeforeState is not (null or ProfileState or ScimAttributeState)
            ? ThingOf(change)
            : null;

    private static (Type, string, string?) ThingOf(JournaledChange change) =>
        (change.BeforeState!.GetType(), change.Subject.PersonId ?? "", change.Spec is null ? change.TargetId : change.Spec.ToIntent(change.Subject, ConnectedClients.None).ThingId);
}
