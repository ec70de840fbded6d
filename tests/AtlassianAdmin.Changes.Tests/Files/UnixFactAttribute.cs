namespace AtlassianAdmin.Changes.Tests.Files;

/// <summary>A test of what only Unix does, or lets a test do.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows does this in another way." : null;
}

/// <summary>The same, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows does this in another way." : null;
}

/// <summary>A test of what only Windows does.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WindowsFactAttribute : FactAttribute
{
    public WindowsFactAttribute() => Skip = OperatingSystem.IsWindows() ? null : "Only Windows does this.";
}
