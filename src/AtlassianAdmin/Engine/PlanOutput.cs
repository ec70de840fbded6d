using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Engine;

/// <summary>Hands on a plan that was just made: a warning for each that is refused, one for those who wait, and what the run will cost.</summary>
internal static class PlanOutput
{
    public static void Write(AtlassianCmdlet cmdlet, Plan plan, AdminClient client, int expectAtLeast)
    {
        try
        {
            plan.RequireAtLeast(expectAtLeast);
        }
        catch (AdminException e)
        {
            cmdlet.Fail(e);
        }

        foreach (PlanPerson person in plan.People.Where(p => p.Decision == PlanDecision.Refused))
            cmdlet.WriteWarning($"Not planned: {person}. {person.Findings.First(f => f.Refuses).Message}");
        foreach (PlanPerson person in plan.People.Where(p => p.Decision is not (PlanDecision.Refused or PlanDecision.Waiting) && p.IsOpen))
            cmdlet.WriteWarning($"Not everything can be done here: {person}. {WhatStays(person)}");
        if (plan.WaitingCount > 0)
            cmdlet.WriteWarning($"Not planned yet: {plan.WaitingCount} whose last day is still to come. Make a plan again after it.");
        cmdlet.WriteVerbose(plan.CostWith(client));
        cmdlet.WriteObject(plan);
    }

    private static string WhatStays(PlanPerson person) => person.Findings.FirstOrDefault(f => f.IsOpen)?.Message
        ?? $"For the admin of the identity provider: {person.Worklist[0].Task}{(person.Worklist[0].Group is { } group ? " " + group : "")}.";
}
