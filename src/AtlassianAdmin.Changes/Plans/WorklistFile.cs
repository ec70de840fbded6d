using System.IO;
using System.Text;
using AtlassianAdmin.Changes.Files;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>The worklist of a plan as CSV, for the admin of the identity provider, and what leavers own as a checklist. No cell of it is run by a spreadsheet.</summary>
public static class WorklistFile
{
    // With the mark a spreadsheet reads names in every script.
    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Writes the worklist.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="path">The file; one that is there is overwritten.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.PlanUnusable"/> when it cannot be written.</exception>
    public static void Write(Plan plan, string path)
    {
        string[] header = ["Provider", "Email", "Name", "Task", "Group", "ScimUserId", "AccountId", "Done"];
        IEnumerable<string?[]> rows = plan.Worklist.Concat(plan.Checklist).Select(i => new[] { i.Provider, i.Email, i.Name, i.Task, i.Group, i.ScimUserId, i.AccountId, "" });
        string text = string.Concat(rows.Prepend(header).Select(r => string.Join(",", r.Select(SpreadsheetCell.Of)) + "\r\n"));
        try
        {
            AtomicFile.Write(path, file =>
            {
                using var writer = new StreamWriter(file, Utf8WithMark, bufferSize: 4096, leaveOpen: true);
                writer.Write(text);
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw PlanFile.NotWritten(e);
        }
    }
}
