namespace AtlassianAdmin.Engine;

/// <summary>
/// A cmdlet that changes people, groups or keys. Questions are asked on the pipeline thread, the network works on many at once, and
/// results come back in input order; one that fails never stops the others, unless the caller asked that errors stop the command.
/// </summary>
public abstract class ChangeCmdlet : WriteCmdlet
{
    private readonly List<Change> _told = [];

    private ChangeRunner? _runner;
    private OrderedWork<Change>? _sender;
    private BulkWork<PendingChange>? _work;
    private volatile AdminException? _endOfKey;
    private bool _stopsAtErrors;
    private volatile bool _nothingMore;
    private bool _nobodyMore;
    private bool _tellsError;

    /// <summary>Returns a change object for each input.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Reads the state back after the change, and says so in the change object.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>The words of the question, such as <c>Disable account</c>.</summary>
    private protected abstract string Question { get; }

    private protected abstract ConfirmImpact Impact { get; }

    private protected ChangeRunner Runner => _runner!;

    /// <summary>What the key was refused for, which ends it for all that follows; null while it is good.</summary>
    private protected AdminException? EndOfKey => _endOfKey;

    private protected override IReadOnlyList<Change> Changes => _work is null ? [] : [.. _told, .. _work.Pending.Where(p => !p.IsRepeated).Select(p => p.AfterStop(Runner))];

    // An error that stopped the command at the last of the inputs has said everything.
    private protected override bool HasLastWord => !_tellsError || _work!.Pending.Any();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _stopsAtErrors = StopsAtErrors();
        IWorkplace place = Workplace;
        _runner = place.CreateRunner();
        _sender = new OrderedWork<Change>(place.ThrottleLimit);
        _work = new BulkWork<PendingChange>(BeginWindow, Write, WaitFor);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _work!.Finish();
        Progress.Complete();
        base.EndProcessing();
    }

    /// <summary>Takes one input.</summary>
    private protected void Add(PendingChange pending)
    {
        Progress.Expect(1);
        _work!.Add(pending);
    }

    /// <summary>Finds out what is meant, where that is not known yet.</summary>
    private protected virtual void Resolve(PendingChange[] window)
    {
    }

    /// <summary>The words of the question about one input, without the state it would meet.</summary>
    private protected abstract string Describe(PendingChange pending);

    /// <summary>The one that is meant, as questions name it.</summary>
    private protected abstract string Who(PendingChange pending);

    private protected override void AwaitAnswers(TimeSpan longest) => Task.WaitAny(Task.WhenAll(OnTheirWay), Task.Delay(longest));

    private protected override void Tell()
    {
        base.Tell();
        // Nobody overtakes an error.
        if (!_tellsError)
            _work?.HandBackReady();
        Progress.Tell();
    }

    private void BeginWindow(PendingChange[] window)
    {
        if (_nothingMore || _nobodyMore)
        {
            Leave(window);
            return;
        }

        Resolve(window);
        LeaveAfterFailure(window);
        Ask(window);
        foreach (PendingChange pending in window.Where(p => p.Ready is null))
            pending.Sent = _sender!.Add(pending.Target!.PersonId, InScope(() => SendAsync(pending)));
    }

    /// <summary>True for a refusal that everybody would meet.</summary>
    private protected virtual bool EndsTheKey(AdminException failure) => failure.RefusesTheKey;

    /// <summary>What is told of an input when nothing could be found out about it.</summary>
    private protected Change NotFound(PendingChange pending, AdminException failure)
    {
        if (_endOfKey is { } end && EndsTheKey(failure))
            return Runner.NotStarted(pending.Input, pending.Operation).Because(end);
        NoteEndOfKey(failure);
        return Runner.NotStarted(pending.Input, pending.Operation, failure);
    }

    /// <summary>Asks for each person, after finding out what would come when somebody is going to read the question.</summary>
    private void Ask(PendingChange[] window)
    {
        bool whatIf = IsOn("WhatIf", "WhatIfPreference");
        PendingChange[] open = window.Where(p => p.Ready is null).ToArray();
        if (whatIf || WouldAsk(Impact))
        {
            // After what is still being sent to the same account.
            Task<Change>[] foreseen = Array.ConvertAll(open, p => _sender!.Add(
                p.Target!.PersonId, InScope(() => Runner.ForeseeAsync(p.Target!, p.Operation, GiveUp))));
            for (int index = 0; index < open.Length; index++)
                open[index].Foreseen = Await(foreseen[index]);
        }

        foreach (PendingChange pending in open)
        {
            if (_nobodyMore && pending.Ready is not null)
                break;
            string who = Who(pending);
            // A way that was not asked for by name is told before it is taken.
            string way = pending.Foreseen is { } seen && seen.Route != pending.Operation.Route ? $" by way of {seen.Route}" : "";
            string what = Describe(pending) + way + pending.Expectation;
            try
            {
                if (Ask(what, pending.Question, who, pending.Operation.Gerund, out ShouldProcessReason reason))
                    continue;
                Change change = reason == ShouldProcessReason.WhatIf && pending.Foreseen is { } foreseen
                    ? foreseen
                    : Runner.NotStarted(pending.Target!, pending.Operation);
                pending.Settle(change);
            }
            catch (AdminException e)
            {
                pending.Settle(Runner.NotStarted(pending.Target!, pending.Operation).Fail(ChangeOutcome.Failed, e));
                LeaveAfterFailure(window);
            }
        }
    }

    /// <summary>Where errors stop the command, whoever comes after the first that failed is left alone.</summary>
    private void LeaveAfterFailure(PendingChange[] window)
    {
        int failed = _stopsAtErrors ? Array.FindIndex(window, p => p.Settled is { IsError: true }) : -1;
        if (failed < 0)
            return;
        _nobodyMore = true;
        Leave(window.Skip(failed + 1));
    }

    private void Leave(IEnumerable<PendingChange> people)
    {
        foreach (PendingChange pending in people)
            pending.Settle(pending.AfterStop(Runner));
    }

    private async Task<Change> SendAsync(PendingChange pending)
    {
        if (NothingNew.IsCancellationRequested || _nothingMore)
            return Runner.NotStarted(pending.Target!, pending.Operation);
        if (_endOfKey is { } end)
        {
            // What the key is refused for once, it is refused for every time: one error is enough.
            return Runner.NotStarted(pending.Target!, pending.Operation).Because(end);
        }

        Change change = await Runner
            .RunAsync(pending.Target!, pending.Operation, readFirst: PassThru, Verify, GiveUp).ConfigureAwait(false);
        NoteEndOfKey(change.Failure);
        _nothingMore |= _stopsAtErrors && change.IsError;
        return change;
    }

    private void NoteEndOfKey(AdminException? failure)
    {
        if (failure is not null && EndsTheKey(failure))
            _endOfKey ??= failure;
    }

    private void Write(PendingChange pending)
    {
        if (pending.IsRepeated)
        {
            Progress.Done();
            return;
        }

        Change change = pending.Settled ?? pending.Sent!.GetAwaiter().GetResult();
        (AdminException? failure, string? warning) = (change.IsError ? change.Failure : null, change.Warning);
        // Of those who are done only what people can see is kept.
        change.Forget();
        _told.Add(change);
        Progress.Done();
        if (warning is not null)
            WriteWarning(warning);
        if (PassThru)
            WriteObject(change);
        if (failure is null)
            return;
        _tellsError = _stopsAtErrors;
        // The error will end the command: what is on its way is answered first, so that nothing about it stays open.
        if (_stopsAtErrors)
            WaitFor(Task.WhenAll(OnTheirWay));
        WriteError(failure.ToErrorRecord(pending.Input));
        _tellsError = false;
    }

    private IEnumerable<Task<Change>> OnTheirWay => _work!.Pending.Where(p => p.Sent is not null).Select(p => p.Sent!);
}
