using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Engine;

/// <summary>
/// A cmdlet that runs what a file tells: a plan, or what a journal keeps. Questions are asked on the pipeline thread, the network
/// works on many people at once, and results come back in order.
/// </summary>
public abstract class JournaledRunCmdlet : WriteCmdlet
{
    private protected const ConfirmImpact Impact = ConfirmImpact.High;

    private readonly List<Change> _told = [];
    private BulkWork<PendingRun>? _work;
    private ProgressMeter? _progress;
    private JournalWriter? _writer;
    private bool _stopsAtErrors;
    private bool _tellsError;

    /// <summary>The file of the journal.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string JournalPath { get; set; } = "";

    /// <summary>Returns a change object for each step.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>True when nothing is to be changed.</summary>
    private protected bool IsWhatIf => IsOn("WhatIf", "WhatIfPreference");

    private protected string JournalFile => GetUnresolvedProviderPathFromPSPath(JournalPath);

    /// <summary>The journal of the connection, when it is another file.</summary>
    private protected IChangeJournal? ConnectionJournal => IsOwnJournal ? null : Used.Journal;

    /// <summary>What became of everything that was handed back so far.</summary>
    private protected IReadOnlyList<Change> Told => _told;

    private protected override IReadOnlyList<Change> Changes => [.. _told, .. (_work?.Pending ?? []).SelectMany(p => p.AfterStop(NotStarted))];

    private bool IsOwnJournal => string.Equals(Used.JournalPath, JournalFile, StringComparison.Ordinal);

    /// <summary>The words of the question, such as <c>Off-board</c>.</summary>
    private protected abstract string Question { get; }

    /// <summary>The words in sentences, such as <c>off-boarding</c>.</summary>
    private protected abstract string Gerund { get; }

    private protected abstract string Describe(object item);

    private protected abstract Task<IReadOnlyList<Change>> ForeseeAsync(object item);

    private protected abstract Task<IReadOnlyList<Change>> RunAsync(object item);

    private protected abstract IReadOnlyList<Change> NotStarted(object item);

    /// <summary>What must be found out before anybody of these is asked about.</summary>
    private protected virtual void Prepare(IReadOnlyList<PendingRun> window)
    {
    }

    /// <summary>Opens the journal, or takes that of the connection when it is the same file.</summary>
    private protected JournalWriter OpenJournal() => IsOwnJournal ? Used.Journal!.Writer : _writer ??= JournalWriter.Open(JournalFile);

    private protected void Process(IEnumerable<PendingRun> items)
    {
        PendingRun[] all = items.ToArray();
        AdminClient client = Client;
        _stopsAtErrors = StopsAtErrors();
        _progress = new ProgressMeter(this, $"{MyInvocation.MyCommand.Name}, {Used.DisplayName}", () => client.WaitingUntil);
        _progress.Expect(all.Length);
        _work = new BulkWork<PendingRun>(BeginWindow, Write, WaitFor);
        foreach (PendingRun item in all)
            _work.Add(item);
        _work.Finish();
        _progress.Complete();
    }

    /// <summary>Lets go of the journal.</summary>
    private protected void CloseJournal()
    {
        _writer?.Dispose();
        _writer = null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // What is in flight is answered first, so that the journal has the answers.
        base.Dispose(disposing);
        if (disposing)
            CloseJournal();
    }

    private protected override void AwaitAnswers(TimeSpan longest) => Task.WaitAny(Task.WhenAll(OnTheirWay), Task.Delay(longest));

    private protected override void Tell()
    {
        base.Tell();
        if (!_tellsError)
            _work?.HandBackReady();
        _progress?.Tell();
    }

    private void BeginWindow(PendingRun[] window)
    {
        Prepare(window);
        PendingRun[] asked = window.Where(p => !p.NeedsNoAnswer).ToArray();
        if (IsWhatIf || WouldAsk(Impact))
        {
            Task<IReadOnlyList<Change>>[] foreseen = Array.ConvertAll(asked, p => Begin(() => ForeseeAsync(p.Item)));
            for (int index = 0; index < asked.Length; index++)
                asked[index].Foreseen = Await(foreseen[index]);
        }

        foreach (PendingRun pending in asked)
            Ask(pending);
        foreach (PendingRun pending in window.Where(p => p.Sent is null))
            pending.Sent = Begin(() => RunAsync(pending.Item));
    }

    private IEnumerable<Task> OnTheirWay => (_work?.Pending ?? []).Where(p => p.Sent is not null).Select(p => (Task)p.Sent!);

    private void WaitForAnswers()
    {
        var onTheirWay = Task.WhenAll(OnTheirWay);
        // Nobody overtakes the error.
        _tellsError = true;
        WaitFor(onTheirWay);
    }

    private void Ask(PendingRun pending)
    {
        string what = $"{Question} {pending.Who} in {Used.DisplayName}: {Describe(pending.Item)}{Expectation(pending)}";
        try
        {
            if (!Ask(what, Question, pending.Who, Gerund, out ShouldProcessReason reason))
                pending.Settle(reason == ShouldProcessReason.WhatIf && pending.Foreseen is { } foreseen ? foreseen : NotStarted(pending.Item));
        }
        catch (AdminException e)
        {
            IReadOnlyList<Change> changes = NotStarted(pending.Item);
            foreach (Change change in changes)
                change.Fail(ChangeOutcome.Failed, e);
            pending.Settle(changes);
        }
    }

    private static string Expectation(PendingRun pending) =>
        string.Concat((pending.Foreseen ?? []).Where(c => c.Failure is not null).Select(c => $" - {c.Action} would be refused, {c.ErrorCode}: {c.ErrorMessage}").Distinct());

    private void Write(PendingRun pending)
    {
        _progress!.Done();
        foreach (Change change in pending.Sent!.GetAwaiter().GetResult())
        {
            _told.Add(change);
            if (change.Warning is { } warning)
                WriteWarning(warning);
            if (PassThru)
                WriteObject(change);
            if (!change.IsError || change.Failure is not { } failure)
                continue;
            // The error will end the command: what is on its way is answered first, so that nothing about it stays open.
            if (_stopsAtErrors)
                WaitForAnswers();
            WriteError(failure.ToErrorRecord(this, change.Input));
        }
    }
}
