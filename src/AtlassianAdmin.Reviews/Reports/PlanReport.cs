using AtlassianAdmin.Changes.Plans;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>The report of a plan, for whoever signs it off: what will be done to whom, what cannot be undone, and who is left out and why.</summary>
public static class PlanReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="title">The heading; null for the usual one.</param>
    public static Report Of(Plan plan, DateTimeOffset now, string? title = null)
    {
        _ = plan ?? throw new ArgumentNullException(nameof(plan));
        int final = plan.Steps.Count(s => !s.CanBeUndone);
        return new Report
        {
            Title = title ?? "Off-boarding plan",
            Summary = $"{ReportText.Count(plan.PlannedCount, "person", "people")} of {plan.People.Count} in {ReportText.Count(plan.Steps.Count, "step", "steps")}, "
                + (final == 0 ? "all of which can be undone." : $"of which {final} cannot be undone. Nothing has been changed yet."),
            Facts = Facts(plan, now).ToList(),
            Totals =
            [
                new("to off-board", plan.PlannedCount),
                new("need nothing", plan.NothingToDoCount),
                new("cannot be done here", plan.CannotBeDoneCount, isProblem: true),
                new("refused", plan.RefusedCount, isProblem: true),
                new("for the identity provider", plan.Worklist.Select(w => w.AccountId).Distinct(StringComparer.Ordinal).Count()),
                new("steps", plan.Steps.Count),
                new("cannot be undone", final),
            ],
            Charts = plan.Steps.Count == 0 ? [] :
            [
                new(
                    "Steps by action",
                    ["can be undone", "cannot be undone"],
                    plan.Steps.GroupBy(s => s.Action, StringComparer.Ordinal)
                        .Select(g => new Bar(g.Key, false, g.Count(s => s.CanBeUndone), g.Count(s => !s.CanBeUndone))).ToList()),
            ],
            Problems = ReportTable.Of(
                "What is not done, why, and what to do",
                Refusals(plan).Concat(plan.Worklist.Select(w => (Person: ReportText.Person(w.Name, w.Email, w.AccountId), Code: w.Provider, Why: "Only the identity provider can do it.", Remedy: w.Group is null ? w.Task : $"{w.Task} {w.Group}"))),
                (new("Person", ReportColumnKind.Subject), r => r.Person),
                (new("Code"), r => r.Code),
                (new("Why"), r => r.Why),
                (new("What to do"), r => r.Remedy)),
            Details = ReportTable.Of(
                "Every person and every step",
                plan.People.SelectMany(p => p.Steps.Select(s => (Person: p, Step: (PlanStep?)s)).DefaultIfEmpty((p, null))),
                (new("Person", ReportColumnKind.Subject), r => ReportText.Person(r.Person.Name, r.Person.Email, r.Person.AccountId.Length > 0 ? r.Person.AccountId : r.Person.Input)),
                (new("Input", ReportColumnKind.Data), ((PlanPerson Person, PlanStep? Step) r) => r.Person.Input),
                (new("AccountId", ReportColumnKind.Data), r => r.Person.AccountId),
                (new("Email", ReportColumnKind.Data), r => r.Person.Email),
                (new("Name", ReportColumnKind.Data), r => r.Person.Name),
                (new("Decision"), r => Words(r.Person.Decision)),
                (new("Step", ReportColumnKind.Word), r => r.Step?.StepId),
                (new("Action", ReportColumnKind.Data), r => r.Step?.Action),
                (new("Effect"), r => r.Step?.Effect),
                (new("Precondition"), r => r.Step?.Precondition),
                (new("Undo", ReportColumnKind.Word), r => ReportText.Of(r.Step?.CanBeUndone))),
        };
    }

    private static IEnumerable<ReportFact> Facts(Plan plan, DateTimeOffset now)
    {
        (string Label, Func<Plan, string?> Value)[] facts =
        [
            ("Organization", p => p.Organization),
            ("Made", p => ReportText.Of(p.CreatedAt)),
            ("By", p => p.CreatedBy),
            ("Reason", p => p.Reason),
            ("Ticket", p => p.Ticket),
            ("Shown at login", p => p.Message),
            ("Digest", p => p.Digest),
            .. ReportText.ApprovalFacts<Plan>(p => p.Approval),
            ("Reported", _ => ReportText.Of(now)),
        ];
        return facts.Select(f => new ReportFact(f.Label, f.Value(plan) ?? "")).Where(f => f.Value.Length > 0);
    }

    private static IEnumerable<(string Person, string Code, string Why, string Remedy)> Refusals(Plan plan) =>
        from person in plan.People
        from finding in person.Findings
        where finding.IsOpen
        select (ReportText.Person(person.Name, person.Email, person.AccountId.Length > 0 ? person.AccountId : person.Input), finding.Code, finding.Message, finding.RecommendedAction ?? "");

    private static string Words(PlanDecision decision) => decision switch
    {
        PlanDecision.Planned => "off-board",
        PlanDecision.NothingToDo => "nothing to do",
        PlanDecision.CannotBeDone => "cannot be done here",
        PlanDecision.Waiting => "waiting",
        _ => "refused",
    };
}
