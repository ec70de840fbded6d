namespace AtlassianAdmin.Simulation.Lives;

/// <summary>What happens to one record that is written to a journal.</summary>
/// <param name="At">The number of the write in the life, from 0.</param>
/// <param name="Kind">What.</param>
public sealed record DiskFault(int At, DiskFaultKind Kind);
