using AtlassianAdmin.Changes.Journal;

namespace AtlassianAdmin.Commands.Changes;

/// <summary>What is to be undone of a journal: just the changes that were piped, and everything that was changed for the people who were named.</summary>
internal sealed class WantedChanges(AtlassianCmdlet cmdlet)
{
    private readonly List<(UserIdentity Identity, int? Number)> _named = [];
    private readonly List<(Change Change, UserIdentity Given)> _changes = [];
    private readonly List<(string Person, int? Number)> _people = [];
    private readonly HashSet<(string RunId, int Number)> _records = [];

    /// <summary>Takes people and changes.</summary>
    /// <param name="identities">Null in it is somebody who is not named.</param>
    /// <param name="number">The only change of these people; null for all.</param>
    public void Add(IEnumerable<UserIdentity?> identities, int? number)
    {
        foreach (UserIdentity? identity in identities)
        {
            if (identity?.Change is { } change)
                _changes.Add((change, identity));
            else
                _named.Add((identity ?? new UserIdentity(""), number));
        }
    }

    /// <summary>Finds them in a journal; an error for each that it does not hold.</summary>
    public void Find(ChangeJournal journal)
    {
        FindChanges(journal);
        IReadOnlyList<ResolvedIdentity> people = cmdlet.Await(cmdlet.Begin(() => IdentityResolver.ResolveAsync(
            new JournalPeople(journal), _named.Select(n => n.Identity).ToList(), cmdlet.GiveUp)));
        cmdlet.IdentityWarnings.Note(people);
        cmdlet.WriteFailures(people);
        _people.AddRange(people.Zip(_named, (person, named) => (person.Found, named.Number)).Where(p => p.Found is not null).Select(p => (p.Found!.Key, p.Number)));
    }

    /// <summary>True for a change that is to be undone.</summary>
    public bool Contains(JournaledChange change) =>
        _records.Contains((change.RunId, change.Number))
        || _people.Exists(p => (p.Number is null || p.Number == change.Number) && p.Person == JournalPeople.KeyOf(change));

    /// <summary>Just the changes that were piped, and no other of the same people.</summary>
    private void FindChanges(ChangeJournal journal)
    {
        var kept = new HashSet<(string, int)>(journal.Changes.Select(c => (c.RunId, c.Number)));
        foreach ((Change change, UserIdentity given) in _changes)
        {
            if (cmdlet.OrganizationCheck.Refusal(given.Origin, given.Input) is { } refusal)
            {
                cmdlet.WriteError(refusal.ToErrorRecord(cmdlet, given.Input));
                continue;
            }

            IReadOnlyList<(string RunId, int Number)> records = change is JournaledChange journaled ? [(journaled.RunId, journaled.Number)] : change.Records;
            if (records.Any(kept.Contains))
                _records.UnionWith(records);
            else if (change.Outcome is ChangeOutcome.Changed or ChangeOutcome.Unknown)
                cmdlet.WriteError(new AdminException(ErrorCode.CannotBeUndone, ("account", change.Who), ("detail", $"the journal {journal.Path} does not hold this change")).ToErrorRecord(cmdlet, change.Input));
        }
    }
}
