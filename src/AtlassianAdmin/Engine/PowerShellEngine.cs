namespace AtlassianAdmin.Engine;

/// <summary>What PowerShells do in different ways.</summary>
internal static class PowerShellEngine
{
    // Windows PowerShell's assembly has the version 3.0.
    private static readonly Version Version = typeof(PSObject).Assembly.GetName().Version;

    /// <summary>ConciseView shows the recommended action of an error since 7.5.</summary>
    public static bool ShowsRecommendedAction { get; } = Version >= new Version(7, 5);

    /// <summary>With -Debug every change is asked about until 7.6.</summary>
    public static bool AsksWhenDebugging { get; } = Version < new Version(7, 6);
}
