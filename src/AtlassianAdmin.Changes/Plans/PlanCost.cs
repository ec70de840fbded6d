using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Reading;
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
        PlanPerson[] planned = plan.People.Where(p => p.Decision == PlanDecision.Planned).ToArray();
        PlanCost[] people = Array.ConvertAll(planned, Of);
        int account = people.Sum(p => p.Account);
        int organization = people.Sum(p => p.Organization) + Pages(planned.Length, UsersClient.EmailsPerSearch) + Pages(planned.Length, PeopleAPage);
        int withTokens = planned.Count(p => !Has(p, OffboardingStepKind.ScheduleDeletion) && p.Steps.Any(s => s.Seen is TokenListState { Count: > 0 }));
        // That they are revoked is told by the list of everybody's tokens, before and for each page, or by each person's own.
        if (TokenProofs.IsWorth(withTokens * Math.Min(planned.Length, PeopleAPage) / Math.Max(1, planned.Length), requests: 1))
            organization += 1 + Pages(planned.Length, PeopleAPage);
        else
            account += withTokens;
        return new PlanCost(account, organization);
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
        // What comes before a deletion is read back directly.
        int proof = Has(person, OffboardingStepKind.ScheduleDeletion) ? 1 : 0;
        int account = 0;
        int organization = 0;
        foreach (PlanStep step in person.Steps)
        {
            switch (step.Kind)
            {
                case OffboardingStepKind.RevokeTokens:
                    int tokens = (step.Seen as TokenListState)?.Count ?? 0;
                    account += tokens == 0 ? 1 : tokens + 1 + proof;
                    break;
                case OffboardingStepKind.LeaveGroups:
                    organization += 1 + proof;
                    break;
                case OffboardingStepKind.Suspend:
                    organization += 2 + proof;
                    break;
                case OffboardingStepKind.Disable:
                    // A suspension has read the person just before.
                    account += (Has(person, OffboardingStepKind.Suspend) ? 1 : 2) + proof;
                    organization += proof;
                    break;
                case OffboardingStepKind.UnlinkScim:
                    organization += 3;
                    break;
                case OffboardingStepKind.ScheduleDeletion:
                    account += 2;
                    organization += Has(person, OffboardingStepKind.Disable) ? 1 : 0;
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

    private static bool Has(PlanPerson person, OffboardingStepKind kind) => person.Steps.Any(s => s.Kind == kind);
}
