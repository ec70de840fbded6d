using System.Globalization;
using System.Text;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>A plan in words, as a reviewer reads it.</summary>
internal static class PlanText
{
    public static string Of(Plan plan)
    {
        var text = new StringBuilder();
        Line(text, $"{Title(plan.Kind)} in {plan.Organization}, planned {plan.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC by {plan.CreatedBy}");
        if (plan.Ticket is not null || plan.Reason is not null)
            Line(text, $"Why: {string.Join(", ", new[] { plan.Reason, plan.Ticket }.Where(w => w is not null))}");
        if (plan.Message is not null)
            Line(text, $"People read at login: {plan.Message}");
        Line(text, $"{People(plan.PlannedCount)} with {plan.Steps.Count} steps, {People(plan.NothingToDoCount)} with nothing to do, {People(plan.CannotBeDoneCount)} for whom nothing can be done here, {People(plan.RefusedCount)} refused{(plan.WaitingCount > 0 ? $", {People(plan.WaitingCount)} waiting" : "")}");
        if (plan.PlannedCount > 0)
            Line(text, $"The run needs about {plan.RequestCount} requests");
        if (plan.StageCount > 1)
            Line(text, $"It runs in {plan.StageCount} stages, one after the other: an address is freed before somebody else gets it");
        Line(text, $"Digest: {plan.Digest}");
        foreach (PlanPerson person in plan.People)
            Add(text, person);
        if (plan.Worklist.Count > 0)
        {
            Line(text, "");
            Line(text, "For the admin of the identity provider:");
            foreach (WorklistItem item in plan.Worklist)
                Line(text, $"  {item.Email ?? item.AccountId}: {item.Task}{(item.Group is null ? "" : " " + item.Group)} ({item.Provider})");
        }

        if (plan.Checklist.Count > 0)
        {
            Line(text, "");
            Line(text, "Nothing hands over what leavers own: filters, boards, spaces, automations. Export-AtlassianPlan -WorklistPath lists it for each of them.");
        }

        return text.ToString().TrimEnd();
    }

    private static void Add(StringBuilder text, PlanPerson person)
    {
        Line(text, "");
        string who = person.Name is null || person.Email is null ? person.ToString() : $"{person.Name} <{person.Email}>";
        string state = string.Join(", ", new[]
        {
            person.Status,
            person.IsManaged switch { true => "managed", false => "not managed", null => null },
            person.Decision == PlanDecision.Refused || person.Status is null ? null : $"last active {Day(person)}",
        }.Where(s => s is not null));
        Line(text, $"{person.Decision.ToString().ToUpperInvariant()} {who}{(state.Length > 0 ? $" ({state})" : "")}");
        if (person.WaitsUntil is { } last)
            Line(text, $"  waits until {last.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, the end of the last day");
        foreach (PlanFinding finding in person.Findings)
            Line(text, $"  ! {finding.Code}: {finding.Message}");
        foreach (PlanStep step in person.Steps)
            Line(text, $"  {step.StepId} {step.Effect}{After(step)}{(step.IsSettled ? " - nothing to do when it was planned" : step.CanBeUndone ? "" : " - cannot be undone")}");
    }

    private static string Title(PlanKind kind) => kind switch { PlanKind.Offboarding => "Off-boarding", PlanKind.EmailMove => "New e-mail addresses", _ => "Changes" };

    private static string After(PlanStep step) => step.After.Count == 0 ? "" : $", after {string.Join(", ", step.After)}";

    private static string Day(PlanPerson person) => person.LastActive?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never or not known";

    private static string People(int count) => count == 1 ? "1 person" : count.ToString(CultureInfo.InvariantCulture) + " people";

    private static void Line(StringBuilder text, string line) => text.Append(ShownText.Of(line)).Append('\n');
}
