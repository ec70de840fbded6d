using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Engine;

/// <summary>Hands on a plan that was just made: a warning for each that is refused, and what the run will cost.</summary>
internal static class PlanOutput
{
    public static void Write(AtlassianCmdlet cmdlet, Plan plan, AdminClient client)
    {
        foreach (PlanPerson person in plan.People.Where(p => p.Decision == PlanDecision.Refused))
            cmdlet.WriteWarning($"Not planned: {person}. {person.Findings.First(f => f.Refuses).Message}");
        foreach (PlanPerson person in plan.People.Where(p => p.Decision != PlanDecision.Refused && p.IsOpen))
            cmdlet.WriteWarning($"Not everything can be done here: {person}. {WhatStays(person)}");
        cmdlet.WriteVerbose(plan.CostWith(client));
        cmdlet.WriteObject(plan);
    }

    private static string WhatStays(PlanPerson person) => person.Findings.FirstOrDefault(f => f.IsOpen)?.Message
        ?? $"For the admin of the identity provider: {person.Worklist[0].Task}{(person.Worklist[0].Group is { } group ? " " + group : "")}.";
}
