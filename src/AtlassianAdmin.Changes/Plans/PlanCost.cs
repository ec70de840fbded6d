using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>How many requests the run of a plan needs, if everything is still as it was when it was planned.</summary>
internal readonly record struct PlanCost(int Account, int Organization)
{
    // As many as a page that proves holds with the default throttle.
    private const int PeopleAPage = 32;

    public int Requests => Account + Organization;

    public static PlanCost Of(Plan plan)
    {
        IEnumerable<PlanCost> people = plan.People.Where(p => p.Decision == PlanDecision.Planned).Select(Of);
        var cost = new PlanCost(people.Sum(p => p.Account), people.Sum(p => p.Organization));
        return cost with { Organization = cost.Organization + Pages(plan.PlannedCount, UsersClient.EmailsPerSearch) + Pages(plan.PlannedCount, PeopleAPage) };
    }

    /// <summary>How long it takes under the limits that were announced so far; null where none was.</summary>
    public TimeSpan? TimeUnder(AdminClient client)
    {
        TimeSpan longest = Longer(Under(client.LimitOf(ApiFamily.UserManagement), Account), Under(client.LimitOf(ApiFamily.Organization), Organization));
        return longest > TimeSpan.Zero ? longest : null;
    }

    private static TimeSpan Under((long Requests, TimeSpan Window)? limit, int requests) =>
        limit is { } known ? TimeSpan.FromTicks((long)((double)requests / known.Requests * known.Window.Ticks)) : TimeSpan.Zero;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static int Pages(int people, int size) => (people + size - 1) / size;

    private static PlanCost Of(PlanPerson person)
    {
        bool Has(OffboardingStepKind kind) => person.Steps.Any(s => s.Kind == kind);
        // What comes before a deletion is read back directly.
        int proof = Has(OffboardingStepKind.ScheduleDeletion) ? 1 : 0;
        int account = 0;
        int organization = 0;
        foreach (PlanStep step in person.Steps)
        {
            switch (step.Kind)
            {
                case OffboardingStepKind.RevokeTokens:
                    int tokens = (step.Seen as TokenListState)?.Count ?? 0;
                    account += tokens == 0 ? 1 : tokens + 2;
                    break;
                case OffboardingStepKind.LeaveGroups:
                    organization += 1 + proof;
                    break;
                case OffboardingStepKind.Suspend:
                    organization += 2 + proof;
                    break;
                case OffboardingStepKind.Disable:
                    // A suspension has read the person just before.
                    account += (Has(OffboardingStepKind.Suspend) ? 1 : 2) + proof;
                    organization += proof;
                    break;
                case OffboardingStepKind.UnlinkScim:
                    organization += 3;
                    break;
                case OffboardingStepKind.ScheduleDeletion:
                    account += 2;
                    organization += Has(OffboardingStepKind.Disable) ? 1 : 0;
                    break;
                case null when step.Route == "Account":
                    account += 2;
                    break;
                case null:
                    organization += 2;
                    break;
            }
        }

        return new PlanCost(account, organization);
    }
}
