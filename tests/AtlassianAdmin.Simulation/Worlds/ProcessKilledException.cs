namespace AtlassianAdmin.Simulation.Worlds;

/// <summary>Ends what a dead process was about. Nothing that it does afterwards reaches the disk or the wire.</summary>
internal sealed class ProcessKilledException() : Exception("The process was killed.");
