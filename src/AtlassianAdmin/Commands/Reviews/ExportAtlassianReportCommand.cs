using System.IO;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Reviews.Reports;

namespace AtlassianAdmin.Commands.Reviews;

/// <summary>Writes what was found or done as one page that people can read, or as CSV.</summary>
[Cmdlet(VerbsData.Export, "AtlassianReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportAtlassianReportCommand : AtlassianCmdlet
{
    private readonly List<object> _input = [];

    /// <summary>The file, which ends in .html or .csv.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What to report on: whatever a command of this module returns, all of one kind.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public PSObject[]? InputObject { get; set; }

    /// <summary>Journals to report on: everybody and every change that they tell of.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? JournalPath { get; set; }

    /// <summary>The heading.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Title { get; set; }

    /// <summary>Writes people with the columns of the users export of admin.atlassian.com.</summary>
    [Parameter]
    public SwitchParameter ConsoleColumns { get; set; }

    /// <summary>Leaves a file alone that is there already.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _input.AddRange((InputObject ?? []).Select(item => item?.BaseObject).OfType<object>());

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            ChangeJournal[] journals = Array.ConvertAll(JournalPath ?? [], p => ChangeJournal.Read(SessionPath.FileOf(this, p, ErrorCode.JournalUnusable)));
            WriteWarnings(journals.Select(j => j.Warning).OfType<string>());
            _input.AddRange(journals.SelectMany(j => j.Changes));
            bool isEmpty = _input.Count == 0 && journals.All(j => j.NamesNobody);
            if (isEmpty)
                WriteWarning("This report is empty. A command that changes people returns its changes with -PassThru.");
            string path = SessionPath.FileOf(this, Path, ErrorCode.ReportFailed);
            DateTimeOffset now = DateTimeOffset.UtcNow;
            Report report = isEmpty ? RunReport.Of([], now, Title ?? "Nothing to report")
                : FittingReport.Of(_input, journals, now, Title, ConsoleColumns);
            if (!ShouldProcess(path, $"Write a report of {report.Details.Rows.Count} rows"))
                return;
            ReportFile.Write(report, path, NoClobber);
            if (PassThru)
                WriteObject(new FileInfo(path));
        }
        catch (AdminException e)
        {
            Fail(e, Path);
        }
    }
}
