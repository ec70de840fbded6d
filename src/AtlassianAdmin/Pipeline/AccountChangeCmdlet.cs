using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading.Tasks;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Identities;

namespace AtlassianAdmin.Pipeline;

/// <summary>
/// A cmdlet that changes people. Questions are asked on the pipeline thread, the network works on many at once, and results
/// come back in input order; one failed person never stops the others, unless the caller asked that errors stop the command.
/// </summary>
public abstract class AccountChangeCmdlet : AccountCmdlet
{
    private readonly List<Change> _told = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private ChangeRunner? _runner;
    private OrderedWork<Change>? _sender;
    private BulkWork<PendingChange>? _work;
    private volatile AdminException? _endOfKey;
    private bool _stopsAtErrors;
    private volatile bool _nothingMore;
    private bool _nobodyMore;
    private bool _tellsError;
    private bool _finished;

    /// <summary>Returns a change object for each person.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Reads the state back after the change, and says so in the change object.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>The words of the question, such as <c>Disable account</c>.</summary>
    private protected abstract string Question { get; }

    private protected abstract ConfirmImpact Impact { get; }

    /// <summary>What is asked for one person, from the parameters as they are bound now.</summary>
    private protected abstract AccountOperation CreateOperation(UserIdentity identity);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _stopsAtErrors = StopsAtErrors();
        _runner = new ChangeRunner(Client, Used.Guard, Used.DisplayName, Used.Journal);
        _sender = new OrderedWork<Change>(Client.Options.ThrottleLimit);
        _work = new BulkWork<PendingChange>(BeginWindow, Write, WaitFor);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _work!.Finish();
        _finished = true;
        Progress.Complete();
        RememberChanges();
    }

    private protected override void Collect(UserIdentity identity)
    {
        Progress.Expect(1);
        _work!.Add(new PendingChange(identity, CreateOperation(identity), Question));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_finished && _work is not null && (_told.Count > 0 || _work.Pending.Any()))
        {
            _finished = true;
            StopAll();
            RememberWhatWasDone();
            // An error that stopped the command at the last of the people has said everything.
            if (!_tellsError || _work.Pending.Any())
                TellWhatWasDone();
        }

        base.Dispose(disposing);
    }

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
            pending.Sent = _sender!.Add(pending.Target!.AccountId, InScope(() => SendAsync(pending)));
    }

    private void Resolve(PendingChange[] window)
    {
        if (_endOfKey is not null)
        {
            // Not even asked who they are.
            foreach (PendingChange pending in window)
                pending.Settle(_runner!.NotStarted(pending.Identity.Input, pending.Operation).Because(_endOfKey));
            return;
        }

        UserIdentity[] identities = window.Select(p => p.Identity).ToArray();
        AdminClient client = Client;
        IReadOnlyList<ResolvedIdentity> resolved = Await(Begin(() => IdentityResolver.ResolveAsync(client, identities, GiveUp)));
        for (int index = 0; index < window.Length; index++)
        {
            window[index].Target = resolved[index].Target;
            if (resolved[index].Failure is { } failure)
                window[index].Settle(NotFound(window[index], failure));
        }
    }

    private Change NotFound(PendingChange pending, AdminException failure)
    {
        if (_endOfKey is { } end && failure.RefusesTheKey)
            return _runner!.NotStarted(pending.Identity.Input, pending.Operation).Because(end);
        NoteEndOfKey(failure);
        return _runner!.NotStarted(pending.Identity.Input, pending.Operation, failure);
    }

    /// <summary>Asks for each person, after finding out what would come when somebody is going to read the question.</summary>
    private void Ask(PendingChange[] window)
    {
        bool whatIf = IsOn("WhatIf", "WhatIfPreference");
        PendingChange[] open = window.Where(p => p.Ready is null).ToArray();
        if (whatIf || WouldAsk())
        {
            // After what is still being sent to the same account.
            Task<Change>[] foreseen = Array.ConvertAll(open, p => _sender!.Add(
                p.Target!.AccountId, InScope(() => _runner!.ForeseeAsync(p.Target!, p.Operation, GiveUp))));
            for (int index = 0; index < open.Length; index++)
                open[index].Foreseen = Await(foreseen[index]);
        }

        foreach (PendingChange pending in open)
        {
            if (_nobodyMore && pending.Ready is not null)
                break;
            string who = pending.Who;
            string what = $"{pending.Question} of {who} in {Used.DisplayName}{pending.Expectation}";
            try
            {
                if (Ask(what, pending.Question, who, pending.Operation.Gerund, out ShouldProcessReason reason))
                    continue;
                Change change = reason == ShouldProcessReason.WhatIf && pending.Foreseen is { } foreseen
                    ? foreseen
                    : _runner!.NotStarted(pending.Target!, pending.Operation);
                pending.Settle(change);
            }
            catch (AdminException e)
            {
                pending.Settle(_runner!.NotStarted(pending.Target!, pending.Operation).Fail(ChangeOutcome.Failed, e));
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
            pending.Settle(pending.AfterStop(_runner!));
    }

    private async Task<Change> SendAsync(PendingChange pending)
    {
        if (NothingNew.IsCancellationRequested || _nothingMore)
            return _runner!.NotStarted(pending.Target!, pending.Operation);
        if (_endOfKey is { } end)
        {
            // What the key is refused for once, it is refused for every time: one error is enough.
            return _runner!.NotStarted(pending.Target!, pending.Operation).Because(end);
        }

        Change change = await _runner!
            .RunAsync(pending.Target!, pending.Operation, readFirst: PassThru, Verify, GiveUp).ConfigureAwait(false);
        NoteEndOfKey(change.Failure);
        _nothingMore |= _stopsAtErrors && change.IsError;
        return change;
    }

    private void NoteEndOfKey(AdminException? failure)
    {
        if (failure is { RefusesTheKey: true })
            _endOfKey ??= failure;
    }

    private void Write(PendingChange pending)
    {
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
        WriteError(failure.ToErrorRecord(pending.Identity.Input));
        _tellsError = false;
    }

    private IEnumerable<Task<Change>> OnTheirWay => _work!.Pending.Where(p => p.Sent is not null).Select(p => p.Sent!);

    private bool WouldAsk()
    {
        if (MyInvocation.BoundParameters.TryGetValue("Confirm", out object? confirm))
            return LanguagePrimitives.IsTrue(confirm);
        return SessionState.PSVariable.GetValue("ConfirmPreference") is ConfirmImpact preference
            && preference != ConfirmImpact.None && Impact >= preference;
    }

    private bool IsOn(string parameter, string variable) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out object? bound)
            ? LanguagePrimitives.IsTrue(bound)
            : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue(variable));

    // Not before the end: the changes of the last command may be what comes down the pipeline.
    private void RememberChanges() =>
        State.LastChanges = [.. _told, .. _work!.Pending.Select(p => p.AfterStop(_runner!))];

    private void RememberWhatWasDone()
    {
        Task.WaitAny(Task.WhenAll(OnTheirWay), Task.Delay(Grace + Grace));
        RememberChanges();
    }

    /// <summary>The streams are closed by now, so the last word goes to the host itself.</summary>
    private void TellWhatWasDone()
    {
        int done = State.LastChanges.Count(c => c.Outcome is ChangeOutcome.Changed or ChangeOutcome.AlreadyInState or ChangeOutcome.WhatIf);
        int failed = State.LastChanges.Count(c => c.Outcome == ChangeOutcome.Failed);
        int unknown = State.LastChanges.Count(c => c.Outcome == ChangeOutcome.Unknown);
        int not = State.LastChanges.Count(c => c.Outcome == ChangeOutcome.Skipped);
        try
        {
            Host?.UI?.WriteLine(string.Format(
                CultureInfo.InvariantCulture,
                "{0} stopped after {1:0.0} s: {2} done, {3} failed, {4} sent without an answer, {5} not started. Get-AtlassianChange -Last lists them.",
                MyInvocation.MyCommand.Name, _watch.Elapsed.TotalSeconds, done, failed, unknown, not));
        }
        catch (Exception e) when (e is HostException or PSNotImplementedException or NotImplementedException)
        {
            // A host without a screen: the change objects still tell it.
        }
    }
}
