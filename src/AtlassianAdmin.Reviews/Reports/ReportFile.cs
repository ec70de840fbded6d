using System.IO;
using System.Text;

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
        string draft = path + "." + Guid.NewGuid().ToString("N") + ".tmp";
        try
        {
            // Spreadsheets take a CSV for UTF-8 only when it says so.
            using (var output = new StreamWriter(draft, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: IsCsv(path))))
            {
                if (IsCsv(path))
                    CsvReport.Write(report, output);
                else
                    HtmlReport.Write(report, output);
            }

            if (File.Exists(path))
                File.Delete(path);
            File.Move(draft, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            Forget(draft);
            throw new AdminException(ErrorCode.ReportFailed, e, ("detail", e.Message));
        }
    }

    private static bool IsCsv(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static bool IsPage(string path) => path.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".htm", StringComparison.OrdinalIgnoreCase);

    private static AdminException Failed(string why) => new(ErrorCode.ReportFailed, ("detail", why));

    private static void Forget(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // The failure that is told is why the draft could not be written.
        }
    }
}
