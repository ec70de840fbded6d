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
        cmdlet.WriteVerbose(plan.CostWith(client));
        cmdlet.WriteObject(plan);
    }
}
