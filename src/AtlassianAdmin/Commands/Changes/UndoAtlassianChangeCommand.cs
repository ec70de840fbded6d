using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Undo;

namespace AtlassianAdmin.Commands.Changes;

/// <summary>Undoes what a journal proves to have been changed, the last change first, from the state that was recorded before.</summary>
[Cmdlet(VerbsCommon.Undo, "AtlassianChange", SupportsShouldProcess = true, ConfirmImpact = Impact)]
[OutputType(typeof(Change))]
public sealed class UndoAtlassianChangeCommand : JournaledRunCmdlet
{
    private readonly List<(UserIdentity Identity, int? Number)> _named = [];
    private readonly List<(string Person, int? Number)> _wanted = [];
    private UndoRunner? _runner;

    /// <summary>Only what was changed for these people; without it, for everybody.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public UserIdentity[]? Identity { get; set; }

    /// <summary>Only the change of that number, as Get-AtlassianChange -JournalPath shows it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, int.MaxValue)]
    public int Number { get; set; }

    /// <summary>Only what that run changed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RunId { get; set; }

    /// <summary>Why it is undone; kept in the journal only.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>The ticket of the undoing; kept in the journal only.</summary>
    [Parameter]
    public string? Ticket { get; set; }

    private protected override string Question => "Undo";

    private protected override string Gerund => "undoing";

    // A list that happens to be empty means nobody, and not everybody.
    private bool IsNarrowed => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Identity)) || Number > 0;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        int? number = Number > 0 ? Number : null;
        foreach (UserIdentity? identity in (IEnumerable<UserIdentity?>?)Identity ?? [])
            _named.Add((identity ?? new UserIdentity(""), number));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            _ = Used;
            ChangeJournal content = Journal(out JournalWriter? writer);
            Find(content);
            _runner = UndoRunner.Create(
                Client, Used.Guard, Used.DisplayName, content, writer, RunId, IsNarrowed ? IsWanted : null, Reason, Ticket, ConnectionJournal, Used.Scim);
            _runner.StopsAtErrors = StopsAtErrors();
            Process(_runner.Changes.Select(c => new PendingRun(c, c.Email ?? c.AccountId) { NeedsNoAnswer = _runner.WhyNot(c) is not null }));
            WarnOfWhatStays();
            CloseJournal();
            base.EndProcessing();
        }
        catch (AdminException e)
        {
            Fail(e, JournalPath);
        }
    }

    private protected override string Describe(object item)
    {
        var change = (JournaledChange)item;
        return $"{change.Action} of {change.StartedAt.LocalDateTime:yyyy-MM-dd HH:mm} (number {change.Number}), back to {change.Before}";
    }

    private protected override Task<IReadOnlyList<Change>> ForeseeAsync(object item) => _runner!.ForeseeAsync((JournaledChange)item, GiveUp);

    private protected override Task<IReadOnlyList<Change>> RunAsync(object item) => _runner!.UndoAsync((JournaledChange)item, GiveUp);

    private protected override IReadOnlyList<Change> NotStarted(object item) => _runner!.NotStarted((JournaledChange)item);

    private ChangeJournal Journal(out JournalWriter? writer)
    {
        // Making a journal only to find nothing in it would hide a slip of the path.
        ChangeJournal content = ChangeJournal.Read(JournalFile);
        writer = IsWhatIf ? null : OpenJournal();
        return writer is null ? content : ChangeJournal.Read(JournalFile);
    }

    /// <summary>One warning for all of it; each also has its change object.</summary>
    private void WarnOfWhatStays()
    {
        var hopeless = _runner!.Changes.Select(c => (c.Action, Why: _runner.WhyNot(c))).Where(c => c.Why is not null).ToList();
        var kinds = hopeless.GroupBy(c => c).Select(g => $"{g.Count()} x {g.Key.Action}, {g.Key.Why}").ToList();
        if (Told.Count(c => c.ErrorCode == ErrorCode.CannotBeUndone) - hopeless.Count is var later and > 0)
            kinds.Add($"{later} x what somebody has changed again since");
        if (kinds.Count > 0)
            WriteWarning($"This cannot be undone: {string.Join("; ", kinds)}.");
    }

    private bool IsWanted(JournaledChange change)
    {
        if (!MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(Identity)))
            return change.Number == Number;
        return _wanted.Any(w => (w.Number is null || w.Number == change.Number) && w.Person == JournalPeople.KeyOf(change));
    }

    private void Find(ChangeJournal content)
    {
        IReadOnlyList<ResolvedIdentity> people = Await(Begin(() => IdentityResolver.ResolveAsync(
            new JournalPeople(content), _named.Select(n => n.Identity).ToList(), GiveUp)));
        IdentityWarnings.Note(people);
        foreach ((ResolvedIdentity person, int? number) in people.Zip(_named, (person, named) => (person, named.Number)))
        {
            if (person.Failure is { } failure)
                WriteError(failure.ToErrorRecord(person.Identity.Input));
            else
                _wanted.Add((person.Found!.Key, number));
        }
    }
}
