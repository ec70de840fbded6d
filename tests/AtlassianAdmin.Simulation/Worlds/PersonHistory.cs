using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Simulation.Worlds;

/// <summary>What a person was like from an entry of the log on.</summary>
internal sealed record PersonHistory(int From, PersonState State);
