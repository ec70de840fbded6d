namespace AtlassianAdmin.Simulation.Lives;

/// <summary>What can happen to a record that is written.</summary>
public enum DiskFaultKind
{
    /// <summary>Half of it fits.</summary>
    Full,

    /// <summary>The process is killed before it is written.</summary>
    KillBefore,

    /// <summary>The process is killed when half of it is written.</summary>
    KillWithin,

    /// <summary>The process is killed when it is on the disk.</summary>
    KillAfter,
}
