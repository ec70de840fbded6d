using AtlassianAdmin.Changes.Journal;

namespace AtlassianAdmin.Commands.Changes;

/// <summary>Gets the change objects of the last write command of this session, unfinished ones included, or those of a journal.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianChange", DefaultParameterSetName = LastSet)]
[OutputType(typeof(Change), ParameterSetName = [LastSet])]
[OutputType(typeof(JournaledChange), ParameterSetName = [JournalSet])]
[OutputType(typeof(PersonSummary))]
public sealed class GetAtlassianChangeCommand : AtlassianCmdlet
{
    private const string LastSet = "Last";
    private const string JournalSet = "Journal";

    private IReadOnlyList<Change> _changes = [];
    private RunInfo? _run;

    /// <summary>The changes of the last write command; the same as nothing at all.</summary>
    [Parameter(ParameterSetName = LastSet)]
    public SwitchParameter Last { get; set; }

    /// <summary>The changes that a journal keeps.</summary>
    [Parameter(Mandatory = true, ParameterSetName = JournalSet, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string JournalPath { get; set; } = "";

    /// <summary>Returns one row a person in place of each change: what was asked, what became of it, and what to do next.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Taken before a write command further down the pipeline begins a list of its own.
        if (ParameterSetName == LastSet)
            (_changes, _run) = (State.LastChanges, State.LastRun);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            ChangeJournal? journal = ParameterSetName == LastSet ? null : ReadJournal();
            WriteObject(
                !Summary ? journal?.Changes ?? _changes
                : journal is not null ? ChangeSummary.Of(journal)
                : ChangeSummary.Of(_changes, _run is null ? [] : [_run]),
                enumerateCollection: true);
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, JournalPath));
        }
    }

    private ChangeJournal ReadJournal()
    {
        ChangeJournal journal = ChangeJournal.Read(SessionPath.FileOf(this, JournalPath, ErrorCode.JournalUnusable));
        if (journal.TornLines > 0)
            WriteVerbose($"{journal.TornLines} line(s) of {journal.Path} were cut off when a run was killed.");
        if (journal.Warning is { } damage)
            WriteWarning(damage);
        return journal;
    }
}
