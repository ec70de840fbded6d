using System.IO;
using System.Text;
using AtlassianAdmin.Changes.Files;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>Writes a report to a file: a page or a table, as the name says.</summary>
public static class ReportFile
{
    /// <summary>True when the name says which form a report takes.</summary>
    /// <param name="path">The file.</param>
    public static bool HasForm(string path) => IsCsv(path) || IsPage(path);

    /// <summary>Writes the file; until it is whole, the one before it stays.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">The file, ending in <c>.html</c>, <c>.htm</c> or <c>.csv</c>.</param>
    /// <param name="keep">True to leave a file alone that is there already.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.ReportFailed"/> when it cannot be written.</exception>
    public static void Write(Report report, string path, bool keep = false)
    {
        if (!HasForm(path))
            throw Failed($"{path} ends in neither .html nor .csv");
        if (keep && File.Exists(path))
            throw Failed($"there is a file {path} already, and -NoClobber keeps it");
        try
        {
            AtomicFile.Write(
                path,
                file =>
                {
                    // Spreadsheets take a CSV for UTF-8 only when it says so.
                    using var output = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: IsCsv(path)), bufferSize: 4096, leaveOpen: true);
                    if (IsCsv(path))
                        CsvReport.Write(report, output);
                    else
                        HtmlReport.Write(report, output);
                },
                keep);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new AdminException(ErrorCode.ReportFailed, e, ("detail", e.Message.TrimEnd('.')));
        }
    }

    private static bool IsCsv(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static bool IsPage(string path) => path.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".htm", StringComparison.OrdinalIgnoreCase);

    private static AdminException Failed(string why) => new(ErrorCode.ReportFailed, ("detail", why));
}
