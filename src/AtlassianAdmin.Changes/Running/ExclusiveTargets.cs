namespace AtlassianAdmin.Changes.Running;

/// <summary>The values that only one person can have, such as addresses, as the units of one command give them away: who was first to get one, and who gives one up before another gets it.</summary>
internal sealed class ExclusiveTargets
{
    private readonly object _lock = new();
    private readonly Dictionary<string, Subject> _first = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Gift>> _ofPerson = new(StringComparer.Ordinal);
    private long _places;

    /// <summary>Takes note of what a unit gives; null when it gives nothing that only one person can have.</summary>
    public Gift? Add(Intent intent)
    {
        if (intent.ExclusiveTarget is not { Length: > 0 } target)
            return null;
        Subject subject = intent.Subject;
        lock (_lock)
        {
            if (!_first.TryGetValue(target, out Subject? first))
                _first[target] = first = subject;
            bool isSame = first == subject || (first.PersonId is { } id && id == subject.PersonId);
            var gift = new Gift(_places++, target, isSame ? null : first);
            if (subject.PersonId is { } person)
            {
                if (!_ofPerson.TryGetValue(person, out List<Gift>? gifts))
                    _ofPerson[person] = gifts = [];
                gifts.Add(gift);
            }

            return gift;
        }
    }

    /// <summary>True when whoever has a value gets another one first, so that it is free by then.</summary>
    /// <param name="holder">Who has it: an account, or a record without one.</param>
    /// <param name="gift">What gives it to somebody else.</param>
    public async Task<bool> IsGivenUpAsync(string holder, Gift gift)
    {
        Gift? last;
        lock (_lock)
            last = _ofPerson.TryGetValue(holder, out List<Gift>? gifts) ? gifts.FindLast(g => g.Place < gift.Place) : null;
        return last is not null
            && !string.Equals(last.Target, gift.Target, StringComparison.OrdinalIgnoreCase)
            && (last.Preview is null || await last.Preview.Task.ConfigureAwait(false));
    }

    /// <summary>What one unit gives.</summary>
    /// <param name="place">Its place in the order of the command.</param>
    /// <param name="target">The value.</param>
    /// <param name="rival">Who was to get it before; null for nobody else.</param>
    public sealed class Gift(long place, string target, Subject? rival)
    {
        public long Place { get; } = place;

        public string Target { get; } = target;

        public Subject? Rival { get; } = rival;

        /// <summary>Ends with whether the change would come about; null where nobody finds out.</summary>
        public TaskCompletionSource<bool>? Preview { get; set; }
    }
}
