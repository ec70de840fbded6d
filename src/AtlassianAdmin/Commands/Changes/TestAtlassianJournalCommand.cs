using AtlassianAdmin.Changes.Journal;

namespace AtlassianAdmin.Commands.Changes;

/// <summary>Finds out whether a journal is as it was written: altered, missing and reordered lines.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AtlassianJournal")]
[OutputType(typeof(JournalCheck), typeof(bool))]
public sealed class TestAtlassianJournalCommand : AtlassianCmdlet
{
    /// <summary>The file of the journal.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string JournalPath { get; set; } = "";

    /// <summary>A hash that was kept elsewhere, such as in the report of the run.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? LastHash { get; set; }

    /// <summary>Returns only True or False: whether no fault was found.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            JournalCheck check = JournalCheck.Of(SessionPath.FileOf(this, JournalPath, ErrorCode.JournalUnusable), LastHash);
            WriteObject(Quiet ? check.IsIntact : check);
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, JournalPath));
        }
    }
}
