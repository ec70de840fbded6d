namespace AtlassianAdmin.Simulation.Lives;

/// <summary>What happens to one request.</summary>
/// <param name="At">The number of the request in the life, from 0.</param>
/// <param name="Kind">A fault of the network, or one of the <see cref="MishapKind"/>.</param>
public sealed record Mishap(int At, string Kind);
