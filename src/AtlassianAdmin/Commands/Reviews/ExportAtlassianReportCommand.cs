using System.IO;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Reviews.Exposure;
using AtlassianAdmin.Reviews.Inactivity;
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
    protected override void ProcessRecord()
    {
        foreach (PSObject? item in InputObject ?? [])
        {
            if (item?.BaseObject is { } thing)
                _input.Add(thing);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            ChangeJournal[] journals = Array.ConvertAll(JournalPath ?? [], p => ChangeJournal.Read(SessionPath.FileOf(this, p, ErrorCode.JournalUnusable)));
            foreach (string damage in journals.Select(j => j.Warning).OfType<string>())
                WriteWarning(damage);
            _input.AddRange(journals.SelectMany(j => j.Changes));
            bool isEmpty = _input.Count == 0 && journals.All(j => j.NamesNobody);
            if (isEmpty)
                WriteWarning("This report is empty. A command that changes people returns its changes with -PassThru.");
            string path = SessionPath.FileOf(this, Path, ErrorCode.ReportFailed);
            DateTimeOffset now = DateTimeOffset.UtcNow;
            Report report = isEmpty ? RunReport.Of([], now, Title ?? "Nothing to report")
                : journals.Length > 0 && _input.All(i => i is Change) ? RunReport.Of(_input.Cast<Change>().ToList(), now, Title, journals)
                : ReportOf(_input, now, Title, ConsoleColumns);
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

    private static Report ReportOf(List<object> input, DateTimeOffset now, string? title, bool consoleColumns) => input switch
    {
        _ when input.All(i => i is User) => consoleColumns
            ? UserReport.AsConsoleExport(input.Cast<User>().ToList(), now, title)
            : UserReport.Of(input.Cast<User>().ToList(), now, title),
        _ when consoleColumns => throw new AdminException(ErrorCode.NotReportable, ("detail", $"-ConsoleColumns needs people of Get-AtlassianUser, not {NamesOf(input)}")),
        _ when input.All(i => i is Change) => RunReport.Of(input.Cast<Change>().ToList(), now, title),
        { Count: 1 } when input[0] is Plan plan => PlanReport.Of(plan, now, title),
        _ when input.All(i => i is InactiveUser) => InactivityReport.Of(input.Cast<InactiveUser>().ToList(), now, title),
        _ when input.All(i => i is IdleSeatCount) => InactivityReport.Of(input.Cast<IdleSeatCount>().ToList(), now, title),
        _ when input.All(i => i is CredentialExposure) => CredentialReport.Of(input.Cast<CredentialExposure>().ToList(), now, title),
        _ when ObjectReport.Takes(input[0]) && input.All(i => i.GetType() == input[0].GetType()) => ObjectReport.Of(input, now, title),
        _ => throw new AdminException(ErrorCode.NotReportable, ("detail", NamesOf(input))),
    };

    private static string NamesOf(List<object> input) => string.Join(", ", input.Select(i => i.GetType().Name).Distinct());
}
