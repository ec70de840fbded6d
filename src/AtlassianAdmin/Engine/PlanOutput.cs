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
        if (plan.WaitingCount > 0)
            cmdlet.WriteWarning($"Not planned yet: {plan.WaitingCount} whose last day is still to come. Make a plan again after it.");
        cmdlet.WriteVerbose(plan.CostWith(client));
        cmdlet.WriteObject(plan);
    }
}
