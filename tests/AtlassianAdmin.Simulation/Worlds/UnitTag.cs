namespace AtlassianAdmin.Simulation.Worlds;

/// <summary>On whose behalf something happens: which command, and which of its people.</summary>
/// <param name="Execution">The number of the command as it was run.</param>
/// <param name="Unit">The place of the person in it; -1 for what concerns several.</param>
internal readonly record struct UnitTag(int Execution, int Unit)
{
    private static readonly AsyncLocal<UnitTag?> Flow = new();

    /// <summary>The tag of the current flow of control; null for none.</summary>
    public static UnitTag? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }
}
