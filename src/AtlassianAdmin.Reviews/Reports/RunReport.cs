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
    public static Report Of(IReadOnlyList<Change> changes, DateTimeOffset now, string? title = null)
    {
        IReadOnlyList<Change> all = changes ?? throw new ArgumentNullException(nameof(changes));
        changes = WithoutRepetition(all);
        List<Change> problems = changes.Where(NeedsSomebody).ToList();
        int done = changes.Count(c => c.Outcome is ChangeOutcome.Changed or ChangeOutcome.AlreadyInState);
        return new Report
        {
            Title = title ?? "Changes",
            Summary = changes.All(c => c.Outcome == ChangeOutcome.WhatIf)
                ? $"{ReportText.Count(changes.Count, "change was", "changes were")} foreseen; nothing was sent."
                : $"{ReportText.Count(done, "change", "changes")} of {changes.Count} are as wanted. "
                    + (problems.Count == 0 ? "Nothing is left to do." : $"{ReportText.Count(problems.Count, "needs", "need")} somebody: see what to do below."),
            Facts = Facts(all, now).ToList(),
            Totals =
            [
                new("people", changes.Select(c => c.AccountId.Length > 0 ? c.AccountId : c.Input).Distinct(StringComparer.OrdinalIgnoreCase).Count()),
                new("changes", changes.Count),
                .. Outcomes(changes).Select(o => new ReportTotal(Words(o.Key), o.Count(), IsProblem(o.Key))),
            ],
            Charts = Charts(changes, problems).ToList(),
            Problems = ReportTable.Of<Change>(
                "What was not done, why, and what to do",
                problems,
                (new("Person", ReportColumnKind.Subject), Person),
                (new("Action"), c => c.Action),
                (new("Outcome"), c => Words(c.Outcome)),
                (new("Code"), c => c.ErrorCode),
                (new("Why"), c => c.ErrorMessage),
                (new("What to do"), c => c.RecommendedAction)),
            Details = Details(all),
        };
    }

    private static IEnumerable<ReportFact> Facts(IReadOnlyList<Change> changes, DateTimeOffset now)
    {
        yield return new("Organization", string.Join(", ", changes.Select(c => c.Organization).Distinct()));
        List<JournaledChange> journaled = changes.OfType<JournaledChange>().ToList();
        if (journaled.Count > 0)
        {
            yield return new("From", ReportText.Of(journaled.Min(c => c.StartedAt)));
            yield return new("Until", ReportText.Of(journaled.Max(c => c.EndedAt ?? c.StartedAt)));
            foreach (ReportFact fact in Facts(journaled))
                yield return fact;
        }

        yield return new("Reported", ReportText.Of(now));
    }

    private static IEnumerable<ReportFact> Facts(List<JournaledChange> changes)
    {
        (string Label, Func<JournaledChange, string?> Value)[] facts =
            [("Operator", c => c.Operator), ("Reason", c => c.Reason), ("Ticket", c => c.Ticket), ("Plan", c => c.PlanDigest), ("Run", c => c.RunId),
            ("Journal hash", c => c.Run.JournalHash)];
        return facts
            .Select(f => new ReportFact(f.Label, string.Join(", ", changes.Select(f.Value).Where(v => !string.IsNullOrEmpty(v)).Distinct())))
            .Where(f => f.Value.Length > 0);
    }

    /// <summary>A step that a resumed run did again counts once, as it ended.</summary>
    private static List<Change> WithoutRepetition(IReadOnlyList<Change> changes) => changes
        .GroupBy(c => c is JournaledChange { Step: { } step, Undoes: null } planned ? (planned.PlanDigest, step) : (object)c)
        .Select(same => same.Last())
        .ToList();

    private static ReportTable Details(IReadOnlyList<Change> changes) => ReportTable.Of(
        "Every change",
        changes,
        (new("Person", ReportColumnKind.Subject), Person),
        (new("Input", ReportColumnKind.Data), (Change c) => c.Input),
        (new("AccountId", ReportColumnKind.Id), c => c.AccountId),
        (new("Email", ReportColumnKind.Data), c => c.Email),
        (new("Name", ReportColumnKind.Data), c => c.Name),
        (new("Organization", ReportColumnKind.Data), c => c.Organization),
        (new("Action"), c => c.Action),
        (new("Detail", changes.Any(c => Detail(c).Length > 0) ? ReportColumnKind.Text : ReportColumnKind.Data), Detail),
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

    private static IEnumerable<BarChart> Charts(IReadOnlyList<Change> changes, List<Change> problems)
    {
        if (changes.Count > 0)
            yield return new("Changes by outcome", ["changes"], Outcomes(changes).Select(o => new Bar(Words(o.Key), IsProblem(o.Key), o.Count())).ToList());
        if (problems.Count > 0)
        {
            yield return new(
                "What stood in the way",
                ["changes"],
                problems.GroupBy(p => p.ErrorCode ?? Words(p.Outcome)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new Bar(g.Key, isProblem: true, g.Count())).ToList());
        }
    }

    private static IEnumerable<IGrouping<ChangeOutcome, Change>> Outcomes(IReadOnlyList<Change> changes) => changes.GroupBy(c => c.Outcome).OrderBy(g => g.Key);

    private static bool IsProblem(ChangeOutcome outcome) => outcome is ChangeOutcome.Failed or ChangeOutcome.Unknown;

    // Also what was skipped or would be refused, as long as there is something to say about it.
    private static bool NeedsSomebody(Change change) => IsProblem(change.Outcome) || (change.ErrorCode is not null && change.Outcome is ChangeOutcome.Skipped or ChangeOutcome.WhatIf);

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
