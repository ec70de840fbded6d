using System.IO;
using System.Reflection;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Architecture.Tests;

/// <summary>What the assemblies do not tell: where a type is written.</summary>
public partial class SourceTests
{
    private static readonly string[] Roots = ["src", "tests"];

    internal static readonly string Repository = typeof(SourceTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!;

    /// <summary>Every folder with a project that has code.</summary>
    public static TheoryData<string> Projects =>
    [
        .. Roots
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository, folder), "*.csproj", SearchOption.AllDirectories))
            .Where(file => Sources(Path.GetDirectoryName(file)!).Any())
            .Select(file => Path.GetRelativePath(Repository, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Where(folder => !folder.EndsWith("/AtlassianAdmin.ConflictingModule", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_namespace_is_the_project_and_the_folder(string folder)
    {
        string project = Path.Combine(Repository, folder);
        IEnumerable<string> wrong =
            from source in Sources(project)
            let written = Written().Match(File.ReadAllText(source))
            where written.Success
            let meant = string.Join('.', [Path.GetFileName(project), .. Folders(project, source)])
            where written.Groups[1].Value != meant
            select $"{Path.GetRelativePath(project, source)} is in {written.Groups[1].Value}, not in {meant}";

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory.GetFiles(project, "*.cs", SearchOption.AllDirectories).Where(source => Folders(project, source) is not ["bin" or "obj", ..]);

    private static string[] Folders(string project, string source) => Path.GetRelativePath(project, source).Split(Path.DirectorySeparatorChar)[..^1];

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Written();
}
