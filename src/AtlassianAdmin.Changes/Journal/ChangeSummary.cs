namespace AtlassianAdmin.Changes.Journal;

/// <summary>Puts the changes of a run into one row a person, with those for whom nothing was run.</summary>
public static class ChangeSummary
{
    /// <summary>Makes the rows, in the order of the list.</summary>
    /// <param name="changes">The changes, in the order in which they were made.</param>
    public static IReadOnlyList<PersonSummary> Of(IReadOnlyList<Change> changes)
    {
        IReadOnlyList<Change> last = WithoutRepetition(changes);
        ILookup<string, Change> ofPerson = last.ToLookup(KeyOf, StringComparer.OrdinalIgnoreCase);
        var rows = new List<PersonSummary>();
        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((AskedPerson person, string organization) in last.Select(c => (c.Info, c.Organization)).Where(i => i.Info is not null).GroupBy(i => i.Info).SelectMany(g => g.Key!.People.Select(p => (p, g.First().Organization))))
        {
            if (told.Add(KeyOf(person.Subject)))
                rows.Add(RowOf(person, organization, ofPerson[KeyOf(person.Subject)].ToList()));
        }

        rows.AddRange(ofPerson.Where(p => told.Add(p.Key)).Select(p => RowOf(null, p.First().Organization, p.ToList())));
        return rows;
    }

    /// <summary>A step that a resumed run did again counts once, as it ended.</summary>
    public static IReadOnlyList<Change> WithoutRepetition(IReadOnlyList<Change> changes) => changes
        .GroupBy(c => c is JournaledChange { Step: { } step, Undoes: null } planned ? (planned.PlanDigest, step, c.TargetId) : (object)c)
        .Select(same => same.Last())
        .ToList();

    private static PersonSummary RowOf(AskedPerson? person, string organization, List<Change> changes)
    {
        Change? trouble = changes.FirstOrDefault(IsTrouble);
        Change? first = changes.FirstOrDefault();
        Subject subject = person?.Subject ?? new Subject(first!.Input, first.AccountId, first.Email, first.Name) { ScimUserId = first.ScimUserId };
        List<JournaledChange> journaled = changes.OfType<JournaledChange>().ToList();
        // What the plan could not do is open, however well the rest went.
        (string? code, string? why, string? next) = trouble is not null ? (trouble.ErrorCode, trouble.ErrorMessage, trouble.RecommendedAction)
            : (person?.Code, person?.Why, person?.NextStep);
        return new PersonSummary
        {
            Input = subject.Input,
            AccountId = subject.AccountId,
            Email = changes.Select(c => c.Email).LastOrDefault(e => e is not null) ?? subject.Email,
            Name = changes.Select(c => c.Name).LastOrDefault(n => n is not null) ?? subject.Name ?? (first?.Noun is null ? null : first.Target),
            Organization = organization,
            Origin = first?.Origin,
            Asked = changes.Count > 0 ? string.Join(", ", changes.GroupBy(Words).Select(g => g.Count() == 1 ? g.Key : $"{g.Key} x {g.Count()}")) : person?.Asked ?? "",
            Result = ResultOf(person, changes),
            Changes = changes.Count,
            Done = changes.Count(c => c.IsDone),
            Verified = changes.Any(c => c.Verified == false || c.Outcome == ChangeOutcome.Failed) ? false : changes.Count == 0 || changes.Any(c => c.Verified is null) ? null : true,
            ErrorCode = code,
            Why = why,
            NextStep = next,
            StartedAt = journaled.Count > 0 ? journaled.Min(c => c.StartedAt) : null,
            EndedAt = journaled.Max(c => c.EndedAt),
        };
    }

    private static string Words(Change change) =>
        change.Noun is not null || change.Target.Length == 0 || string.Equals(change.Target, change.Email, StringComparison.OrdinalIgnoreCase) || change.Target == change.AccountId
            ? change.Action
            : $"{change.Action} {change.Target}";

    private static SummaryResult ResultOf(AskedPerson? person, List<Change> changes)
    {
        if (changes.Count == 0)
        {
            return person?.Decision switch
            {
                "Refused" => SummaryResult.Refused,
                "CannotBeDone" => SummaryResult.CannotBeDone,
                "Waiting" => SummaryResult.Waiting,
                "NothingToDo" => SummaryResult.AlreadyAsWanted,
                _ => SummaryResult.NotStarted,
            };
        }

        if (changes.All(c => c.Outcome == ChangeOutcome.WhatIf))
            return SummaryResult.Foreseen;
        if (changes.Any(c => c.Outcome == ChangeOutcome.Unknown))
            return SummaryResult.NotProven;
        bool isOpen = person?.Code is not null;
        if (changes.All(c => c.IsDone && c.Failure is null && c.ErrorCode is null))
        {
            return isOpen ? SummaryResult.HalfDone
                : changes.Any(c => c.Outcome == ChangeOutcome.Changed) ? SummaryResult.Done
                : SummaryResult.AlreadyAsWanted;
        }

        return changes.Any(c => c.Outcome == ChangeOutcome.Changed) ? SummaryResult.HalfDone
            : changes.Any(c => c.Outcome == ChangeOutcome.Failed) ? SummaryResult.Failed
            : SummaryResult.NotStarted;
    }

    private static bool IsTrouble(Change change) => change.ErrorCode is not null || change.Outcome is ChangeOutcome.Failed or ChangeOutcome.Unknown;

    private static string KeyOf(Change change) => change.Noun is not null ? $"{change.Noun} {change.TargetId ?? change.Target}"
        : change.AccountId.Length > 0 ? change.AccountId
        : change.ScimUserId ?? change.Email ?? change.Input;

    private static string KeyOf(Subject subject) => subject.AccountId.Length > 0 ? subject.AccountId : subject.ScimUserId ?? subject.Email ?? subject.Input;
}
