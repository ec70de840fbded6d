namespace AtlassianAdmin.Simulation.Lives;

/// <summary>What another admin does while our requests are on their way.</summary>
/// <param name="At">Before which request of the life; with <see cref="After"/> it says nothing.</param>
/// <param name="Kind">What.</param>
/// <param name="Person">To whom, by the place in the organization.</param>
/// <param name="Detail">Chooses the group, the address and the like.</param>
public sealed record Deed(int At, DeedKind Kind, int Person, int Detail)
{
    /// <summary>The place of the command that has ended just before; null where a request decides.</summary>
    public int? After { get; init; }
}
