namespace AtlassianAdmin.Simulation.Laws;

/// <summary>Something that holds in every life.</summary>
internal interface ILaw
{
    /// <summary>How a life broke it; empty when it did not.</summary>
    IEnumerable<string> BreachesIn(Past past);
}
