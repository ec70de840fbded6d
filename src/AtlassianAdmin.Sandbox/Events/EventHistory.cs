using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.Events;

/// <summary>What happened before the organization was opened: some hundred events over 180 days, which is how long the service keeps them.</summary>
internal static class EventHistory
{
    private const int Days = 180;
    private const int Count = 400;
    private const int MostDepartures = 100;

    public static void Write(EventLog log, SeededRandom random, IReadOnlyList<SandboxPerson> people, IReadOnlyList<SandboxGroup> groups, DateTimeOffset today)
    {
        SandboxPerson admin = people[0];
        var events = new List<(DateTimeOffset Time, AuditEntry Entry, SandboxPerson Actor)>();

        // Who is disabled has been disabled by somebody.
        foreach (SandboxPerson person in people.Where(person => person.State.DeactivatedOn > today.AddDays(-Days)).Take(MostDepartures))
        {
            AuditAction action = person.State.Lifecycle == Lifecycle.PendingDeletion ? AuditAction.DeletionScheduled : AuditAction.UserDeactivated;
            events.Add((person.State.DeactivatedOn!.Value.AddHours(9), new AuditEntry(action, [person.AuditTarget]), admin));
        }

        for (int i = 0; i < Count; i++)
        {
            SandboxPerson person = people[random.Below(Math.Min(people.Count, 1000))];
            SandboxGroup group = groups[random.Below(groups.Count)];
            DateTimeOffset time = today.AddDays(-1 - random.Below(Days - 1)).AddSeconds(random.Below(24 * 60 * 60));
            bool isAdministration = random.Chance(40);
            AuditEntry entry = EntryOf(isAdministration, random.Below(5), person, group);
            events.Add((time, entry, isAdministration ? admin : person));
        }

        foreach ((DateTimeOffset time, AuditEntry entry, SandboxPerson actor) in events.OrderBy(entry => entry.Time))
            log.Append(entry, actor, time, EventPlace.All[actor == admin ? 0 : actor.Index % EventPlace.All.Length]);
    }

    private static AuditEntry EntryOf(bool isAdministration, int kind, SandboxPerson person, SandboxGroup group) => (isAdministration, kind) switch
    {
        (true, 0 or 1) => new AuditEntry(AuditAction.UserAddedToGroup, [person.AuditTarget, group.AuditTarget]),
        (true, 2) => new AuditEntry(AuditAction.UserRemovedFromGroup, [person.AuditTarget, group.AuditTarget]),
        (true, 3) => new AuditEntry(AuditAction.ProfileChanged, [person.AuditTarget]),
        (true, _) => new AuditEntry(AuditAction.UserInvited, [person.AuditTarget]),
        (false, 0) => new AuditEntry(AuditAction.IssuesExported, []),
        (false, 1) => new AuditEntry(AuditAction.SpaceExported, []),
        (false, 2) when person.State.Tokens.Count > 0 => new AuditEntry(AuditAction.TokenCreated, [AuditTarget.Of(person.State.Tokens[0])]),
        _ => new AuditEntry(AuditAction.LoggedIn, [person.AuditTarget]),
    };
}
