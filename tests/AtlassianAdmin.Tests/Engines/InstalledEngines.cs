using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace AtlassianAdmin.Tests.Engines;

/// <summary>The PowerShells of this machine, as far as their own assembly goes.</summary>
internal static class InstalledEngines
{
    /// <summary>Names more of them: folders of PowerShell (<c>$PSHOME</c>), apart as in PATH.</summary>
    public const string Variable = "ATLASSIANADMIN_POWERSHELL";

    private const string FileName = EngineAssembly.Name + ".dll";

    /// <summary>The assembly of each: two that a package brings, for Windows and for others, and those that are found here.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. PackageFiles().Concat(NamedFiles()).Concat(UsualFolders().SelectMany(FilesIn)).Distinct()];

    private static IEnumerable<string> PackageFiles()
    {
        string package = typeof(InstalledEngines).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "EnginePackage").Value!;
        yield return Path.Combine(package, "runtimes", "unix", "lib", "net10.0", FileName);
        yield return Path.Combine(package, "runtimes", "win", "lib", "net10.0", FileName);
    }

    // A folder that is named and holds no PowerShell is a mistake, and the tests say so.
    private static IEnumerable<string> NamedFiles() =>
        (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, FileName));

    private static IEnumerable<string> UsualFolders() => OperatingSystem.IsWindows()
        ?
        [
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PowerShell"),
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.Windows), "Microsoft.NET", "assembly", "GAC_MSIL", EngineAssembly.Name),
        ]
        : ["/opt/microsoft/powershell", "/usr/local/microsoft/powershell"];

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(version => Path.Combine(version, FileName)).Where(File.Exists) : [];
}
