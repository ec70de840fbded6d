using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Running;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>The report of a run: what was changed, what was not, and what to do about it.</summary>
public static class RunReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="changes">The changes, in the order in which they were made.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="title">The heading; null for the usual one.</param>
    /// <param name="journals">Journals whose runs may have changed nothing; null for none.</param>
    public static Report Of(IReadOnlyList<Change> changes, DateTimeOffset now, string? title = null, IEnumerable<ChangeJournal>? journals = null)
    {
        IReadOnlyList<Change> all = changes ?? throw new ArgumentNullException(nameof(changes));
        changes = ChangeSummary.WithoutRepetition(all);
        IReadOnlyList<RunInfo> runs = ChangeSummary.RunsOf(all, journals?.SelectMany(j => j.RunInfos));
        IReadOnlyList<PersonSummary> people = ChangeSummary.Of(all, runs);
        List<PersonSummary> open = people.Where(p => p.IsOpen || p.ErrorCode is not null).ToList();
        int done = people.Count(p => !p.IsOpen);
        return new Report
        {
            Title = title ?? "Changes",
            // Of nothing nobody can say that nothing is left to do.
            Summary = people.Count == 0
                ? "This report was given nothing. A command that changes people returns its changes with -PassThru."
                : changes.Count > 0 && changes.All(c => c.Outcome == ChangeOutcome.WhatIf)
                ? $"{ReportText.Count(changes.Count, "change was", "changes were")} foreseen; nothing was sent."
                : $"{done} of {ReportText.Count(people.Count, "person", "people")} {(done == 1 ? "is" : "are")} as wanted. "
                    + (open.Count == 0 ? "Nothing is left to do." : $"{ReportText.Count(open.Count, "needs", "need")} somebody: see what to do below."),
            Facts = Facts(all, runs, now).ToList(),
            Totals =
            [
                new("people", people.Count),
                new("changes", changes.Count),
                .. Outcomes(changes).Select(o => new ReportTotal(Words(o.Key), o.Count(), IsProblem(o.Key))),
                // For these people no change tells it.
                .. people.Where(p => p.Changes == 0 && p.IsOpen).GroupBy(p => p.Result).OrderBy(g => g.Key).Select(g => new ReportTotal("people " + Words(g.Key), g.Count(), isProblem: true)),
            ],
            Charts = Charts(changes, open).ToList(),
            Problems = PeopleTable("What is not as wanted, why, and what to do", open),
            People = PeopleTable("Everybody", people),
            Details = Details(all),
        };
    }

    private static ReportTable PeopleTable(string caption, IEnumerable<PersonSummary> people) => ReportTable.Of<PersonSummary>(
        caption,
        people,
        (new("Person", ReportColumnKind.Subject), p => ReportText.Person(p.Name, p.Email, p.Email is null && p.Name is not null ? "" : p.AccountId.Length > 0 ? p.AccountId : p.Input)),
        (new("Asked"), p => p.Asked),
        (new("Result", ReportColumnKind.Word), p => Words(p.Result)),
        (new("Verified"), p => ReportText.Of(p.Verified)),
        (new("Why"), p => p.Why is null ? null : $"{p.ErrorCode}: {p.Why}"),
        (new("Next step"), p => p.NextStep));

    private static IEnumerable<ReportFact> Facts(IReadOnlyList<Change> changes, IReadOnlyList<RunInfo> runs, DateTimeOffset now)
    {
        yield return new("Organization", string.Join(", ", changes.Select(c => c.Organization).Concat(runs.Select(r => r.Organization)).Where(o => !string.IsNullOrEmpty(o)).Distinct()));
        List<JournaledChange> journaled = changes.OfType<JournaledChange>().ToList();
        if ((journaled.Count > 0 ? journaled.Min(c => c.StartedAt) : runs.Min(r => r.StartedAt)) is { } from)
            yield return new("From", ReportText.Of(from));
        if ((journaled.Count > 0 ? journaled.Max(c => c.EndedAt ?? c.StartedAt) : runs.Max(r => r.EndedAt)) is { } until)
            yield return new("Until", ReportText.Of(until));
        foreach (ReportFact fact in Facts(runs))
            yield return fact;
        yield return new("Reported", ReportText.Of(now));
    }

    private static IEnumerable<ReportFact> Facts(IReadOnlyList<RunInfo> runs)
    {
        (string Label, Func<RunInfo, string?> Value)[] facts =
        [
            ("Operator", r => r.Operator), .. ReportText.ApprovalFacts<RunInfo>(r => r.Approval), ("Reason", r => r.Reason), ("Ticket", r => r.Ticket), ("Plan", r => r.PlanDigest),
            ("Parameters", r => r.Parameters), ("Journal hash", r => r.JournalHash),
        ];
        return facts
            .Select(f => new ReportFact(f.Label, string.Join(", ", runs.Select(f.Value).Where(v => !string.IsNullOrEmpty(v)).Distinct())))
            .Where(f => f.Value.Length > 0);
    }

    private static ReportTable Details(IReadOnlyList<Change> changes) => ReportTable.Of(
        "Every change",
        changes,
        (new("Person", ReportColumnKind.Subject), Person),
        (new("Input", ReportColumnKind.Data), (Change c) => c.Input),
        (new("AccountId", ReportColumnKind.Data), c => c.AccountId),
        (new("Email", ReportColumnKind.Data), c => c.Email),
        (new("Name", ReportColumnKind.Data), c => c.Name),
        (new("Organization", ReportColumnKind.Data), c => c.Organization),
        (new("Action"), c => c.Action),
        (new("Target"), c => c.Noun is null && string.Equals(c.Target, c.Email, StringComparison.OrdinalIgnoreCase) ? null : c.Target),
        (new("Detail", ReportColumnKind.Data), Detail),
        (new("Route", ReportColumnKind.Data), c => c.Route),
        (new("Outcome"), c => c.Outcome.ToString()),
        (new("Before"), c => c.Before?.ToString()),
        (new("After"), c => c.After?.ToString()),
        (new("Verified"), c => ReportText.Of(c.Verified)),
        (new("ErrorCode"), c => c.ErrorCode),
        (new("ErrorMessage", ReportColumnKind.Data), c => c.ErrorMessage),
        (new("RecommendedAction", ReportColumnKind.Data), c => c.RecommendedAction),
        (new("Attempts", ReportColumnKind.Number), c => ReportText.Of(c.Attempts)),
        (new("Seconds", ReportColumnKind.Data), c => ReportText.Of(Math.Round(c.Duration.TotalSeconds, 1))),
        (new("Number", ReportColumnKind.Data), c => ReportText.Of((c as JournaledChange)?.Number)),
        (new("Step", ReportColumnKind.Data), c => (c as JournaledChange)?.Step),
        (new("Undoes", ReportColumnKind.Data), c => ReportText.Of((c as JournaledChange)?.Undoes)),
        (new("StartedAt", ReportColumnKind.Data), c => ReportText.Of((c as JournaledChange)?.StartedAt)),
        (new("EndedAt", ReportColumnKind.Data), c => ReportText.Of((c as JournaledChange)?.EndedAt)),
        (new("RequestIds", ReportColumnKind.Data), c => (c as JournaledChange)?.RequestIds));

    private static IEnumerable<BarChart> Charts(IReadOnlyList<Change> changes, List<PersonSummary> problems)
    {
        if (changes.Count > 0)
            yield return new("Changes by outcome", ["changes"], Outcomes(changes).Select(o => new Bar(Words(o.Key), IsProblem(o.Key), o.Count())).ToList());
        if (problems.Count > 0)
        {
            yield return new(
                "What stood in the way",
                ["people"],
                problems.GroupBy(p => p.ErrorCode ?? Words(p.Result)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new Bar(g.Key, isProblem: true, g.Count())).ToList());
        }
    }

    private static IEnumerable<IGrouping<ChangeOutcome, Change>> Outcomes(IReadOnlyList<Change> changes) => changes.GroupBy(c => c.Outcome).OrderBy(g => g.Key);

    private static bool IsProblem(ChangeOutcome outcome) => outcome is ChangeOutcome.Failed or ChangeOutcome.Unknown;

    private static string Words(SummaryResult result) => result switch
    {
        SummaryResult.Done => "done",
        SummaryResult.AlreadyAsWanted => "already as wanted",
        SummaryResult.HalfDone => "half done",
        SummaryResult.Failed => "failed",
        SummaryResult.NotProven => "not proven",
        SummaryResult.NotStarted => "not started",
        SummaryResult.CannotBeDone => "cannot be done here",
        SummaryResult.Refused => "refused",
        SummaryResult.Waiting => "waiting",
        _ => "foreseen only",
    };

    private static string Words(ChangeOutcome outcome) => outcome switch
    {
        ChangeOutcome.Changed => "changed",
        ChangeOutcome.AlreadyInState => "already as wanted",
        ChangeOutcome.Skipped => "skipped",
        ChangeOutcome.Failed => "failed",
        ChangeOutcome.WhatIf => "foreseen only",
        _ => "not proven",
    };

    private static string Detail(Change change) => (change as JournaledChange)?.Detail ?? "";

    private static string Person(Change change) => ReportText.Person(change.Name, change.Email, change.AccountId.Length > 0 ? change.AccountId : change.Input);
}
