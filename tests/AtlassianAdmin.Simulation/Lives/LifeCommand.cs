namespace AtlassianAdmin.Simulation.Lives;

/// <summary>What the admin asks for once.</summary>
/// <param name="Kind">The kind of change as the registry of operations names it, or one of the <see cref="LifeDraw"/>'s own.</param>
/// <param name="People">For whom, by their places in the organization.</param>
/// <param name="Detail">Chooses the group, the address, the token and the like.</param>
public sealed record LifeCommand(string Kind, IReadOnlyList<int> People, int Detail)
{
    /// <summary>True to read the state before.</summary>
    public bool ReadFirst { get; init; }

    /// <summary>True to read the state back.</summary>
    public bool Verify { get; init; }

    /// <summary>True to run beside the next one, on another connection with the same key.</summary>
    public bool WithNext { get; init; }
}
