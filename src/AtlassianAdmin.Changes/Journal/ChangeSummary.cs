namespace AtlassianAdmin.Changes.Journal;

/// <summary>Puts the changes of a run into one row a person, with those for whom nothing was run.</summary>
public static class ChangeSummary
{
    /// <summary>Makes the rows of everybody that a journal tells of.</summary>
    /// <param name="journal">The journal.</param>
    public static IReadOnlyList<PersonSummary> Of(ChangeJournal journal) => Of(journal.Changes, journal.RunInfos);

    /// <summary>Makes the rows, in the order of the list.</summary>
    /// <param name="changes">The changes, in the order in which they were made.</param>
    /// <param name="runs">Runs that may have changed nothing; the runs of the changes are known.</param>
    public static IReadOnlyList<PersonSummary> Of(IReadOnlyList<Change> changes, IEnumerable<RunInfo>? runs = null)
    {
        IReadOnlyList<Change> last = WithoutRepetition(changes);
        ILookup<string, Change> ofPerson = last.ToLookup(KeyOf, StringComparer.OrdinalIgnoreCase);
        List<IGrouping<string, (AskedPerson Person, RunInfo Run)>> asked = RunsOf(changes, runs)
            .SelectMany(r => r.People.Select(p => (Person: p, Run: r))).GroupBy(p => KeyOf(p.Person.Subject), StringComparer.OrdinalIgnoreCase).ToList();
        var told = new HashSet<string>(asked.Select(a => a.Key), StringComparer.OrdinalIgnoreCase);
        // What one of several runs could not do stays open.
        List<PersonSummary> rows = asked.ConvertAll(a => RowOf(
            a.LastOrDefault(p => p.Person.Code is not null || p.Person.OpenStep is not null) is { Run: not null } open ? open : a.Last(), ofPerson[a.Key].ToList()));
        rows.AddRange(ofPerson.Where(p => !told.Contains(p.Key)).Select(p => RowOf(null, p.ToList())));
        return rows;
    }

    /// <summary>Every run, in the order of telling.</summary>
    public static IReadOnlyList<RunInfo> RunsOf(IReadOnlyList<Change> changes, IEnumerable<RunInfo>? runs) =>
        (runs ?? []).Concat(changes.Select(c => c.Info).OfType<RunInfo>()).Distinct().ToList();

    /// <summary>A step that a resumed run did again counts once, as it ended; so does what was undone again.</summary>
    public static IReadOnlyList<Change> WithoutRepetition(IReadOnlyList<Change> changes) => changes
        .GroupBy(c => c is JournaledChange { Undoes: { } number } undo ? (undo.Run.Journal, number, c.Action)
            : c is JournaledChange { Step: { } step } planned ? (planned.PlanDigest, step, c.TargetId) : (object)c)
        .Select(same => same.Last())
        .ToList();

    private static PersonSummary RowOf((AskedPerson Person, RunInfo Run)? asked, List<Change> changes)
    {
        AskedPerson? person = asked?.Person;
        Change? trouble = changes.FirstOrDefault(IsTrouble);
        Change? first = changes.FirstOrDefault();
        Subject subject = person?.Subject ?? new Subject(first!.Input, first.AccountId, first.Email, first.Name) { ScimUserId = first.ScimUserId };
        List<JournaledChange> journaled = changes.OfType<JournaledChange>().ToList();
        // What the plan could not do is open, however well the rest went.
        (string? code, string? why, string? next) = trouble is not null ? (trouble.ErrorCode, trouble.ErrorMessage, trouble.RecommendedAction)
            : person is { Code: null, OpenStep: { } step } ? (ErrorCode.Cancelled, $"The run was stopped before step {step} of the plan.", "Run Invoke-AtlassianPlan -Resume with the same plan and the same journal.")
            : (person?.Code, person?.Why, person?.NextStep);
        return new PersonSummary
        {
            Input = subject.Input,
            AccountId = subject.AccountId,
            // Who gets a new address is told by the one that was asked for, not by one on the way.
            Email = subject.Email ?? changes.Select(c => c.Email).FirstOrDefault(e => e is not null),
            Name = changes.Select(c => c.Name).LastOrDefault(n => n is not null) ?? subject.Name ?? (first?.Noun is null ? null : first.Target),
            Organization = first?.Organization ?? asked?.Run.Organization ?? "",
            Origin = first?.Origin ?? asked?.Run.Origin,
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
        bool isOpen = person is { Code: not null } or { OpenStep: not null };
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

    private static string KeyOf(Change change) => change.Noun is not null ? change.Input
        : change.AccountId.Length > 0 ? change.AccountId
        : change.ScimUserId ?? change.Email ?? change.Input;

    private static string KeyOf(Subject subject) => subject.AccountId.Length > 0 ? subject.AccountId : subject.ScimUserId ?? subject.Email ?? subject.Input;
}
