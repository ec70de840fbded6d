using AtlassianAdmin.Changes.Tests.Faults;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Laws;

/// <summary>Nothing is sent twice that creates or invites, unless the service has turned the first one away.</summary>
internal sealed class CreatedOnce : ILaw
{
    public IEnumerable<string> BreachesIn(Past past)
    {
        foreach (OperationTrace trace in past.Traces)
        {
            WireEntry[] creations = trace.Writes.Where(IsCreation).ToArray();
            foreach (WireEntry repeated in creations.Skip(1).Where((_, place) => !IsTurnedAway(creations[place])))
                yield return $"sent again what creates or invites: {trace}: {repeated}";
        }
    }

    private static bool IsCreation(WireEntry write) =>
        write.Method == "POST" && (write.Path.EndsWith("/users/invite", StringComparison.Ordinal) || write.Path.EndsWith("/groups", StringComparison.OrdinalIgnoreCase)
            || (write.Path.StartsWith("/scim/", StringComparison.Ordinal) && write.Path.EndsWith("/Users", StringComparison.Ordinal)));

    private static bool IsTurnedAway(WireEntry write) =>
        write.Mishap is nameof(Fault.TooMany429) or nameof(Fault.Unavailable503RetryAfter) || (write.Mishap is null && write.Status == 429);
}
