using System.Diagnostics;
using System.IO;

namespace AtlassianAdmin.Reviews.Tests.Reports;

/// <summary>An installed browser of the Chromium family, run without a window.</summary>
internal static class Browser
{
    private static readonly string[] ProgramFolders = ["ProgramFiles", "ProgramFiles(x86)"];

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome", "msedge"];

    /// <summary>The program; null where none is found.</summary>
    public static string? Path { get; } = Folders()
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Opens a page, and returns what the browser wrote.</summary>
    public static (string Output, string Errors) Open(string page, string profile, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--enable-logging=stderr", "--user-data-dir=" + profile, .. arguments, new Uri(page).AbsoluteUri,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, errors.Result);
    }

    private static IEnumerable<string> Folders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(ProgramFolders.Select(Environment.GetEnvironmentVariable).OfType<string>()
            .SelectMany(f => new[] { System.IO.Path.Combine(f, "Google", "Chrome", "Application"), System.IO.Path.Combine(f, "Microsoft", "Edge", "Application") }));
}

/// <summary>A test that needs a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Browser.Path is null ? "No browser is installed: Chromium, Chrome or Edge." : null;
}
