using System.Diagnostics;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Running;

/// <summary>Sends one operation: guard, journal, send, and after a refusal or an ambiguous failure the truth is read, not assumed.</summary>
internal sealed class OperationRun(RunContext context)
{
    /// <summary>Runs an operation.</summary>
    /// <param name="operation">What is asked.</param>
    /// <param name="change">The change, not started yet.</param>
    /// <param name="seen">The state before, when it was read already.</param>
    /// <param name="options">How.</param>
    /// <param name="begin">Called when sending begins: until then it was not started.</param>
    /// <param name="doubt">Begun when it was refused, before the reason is read.</param>
    /// <param name="cancellationToken">Gives up what is in flight.</param>
    public async Task<SentOperation> RunAsync(Operation operation, Change change, State? seen, RunOptions options, Action begin, Doubt doubt, CancellationToken cancellationToken)
    {
        if (operation.Violation is { } wrong)
            return new SentOperation(operation, change.Fail(ChangeOutcome.Failed, RunContext.Name(wrong, change)));
        Stopwatch watch = Stopwatch.StartNew();
        bool sending = false;
        IJournaledWrite? record = null;
        // What was read of it directly, just before; null when a page told it, or nothing did.
        State? direct = seen;
        try
        {
            State? before = seen;
            if (before is null && !operation.IsCreation && (options.ReadFirst || options.Verify || context.Journal is not null || operation.NeedsStateFirst))
                before = Shown(operation) ?? (direct = await operation.ReadBeforeAsync(cancellationToken).ConfigureAwait(false));
            if (before is not null)
            {
                change.Update(before);
                if (operation.IsSettledIn(before))
                {
                    if (await operation.CheckExistenceAsync(cancellationToken).ConfigureAwait(false) is { } missing)
                        return new SentOperation(operation, change.Fail(ChangeOutcome.Failed, RunContext.Name(missing, change)));
                    Already(change, operation, before);
                    if (options.Verify)
                        await NoteConsequenceAsync(change, operation, before, cancellationToken).ConfigureAwait(false);
                    return new SentOperation(operation, change);
                }
            }

            // The guard speaks first, but counts only those for whom something is sent.
            AdminException? violation = context.GuardViolation(operation)
                ?? (before is null ? null : operation.ViolationIn(before) ?? operation.PlanViolationIn(before))
                ?? await operation.CheckAsync(before, cancellationToken).ConfigureAwait(false);
            if (violation is not null)
                return new SentOperation(operation, change.Fail(ChangeOutcome.Failed, RunContext.Name(violation, change)));

            context.Guard.Admit(await context.ReadTouchedAsync(operation, before, cancellationToken).ConfigureAwait(false), operation.Gerund);
            record = context.Journal?.Begin(change);
            sending = true;
            begin();
            await context.SendAsync([change], () => operation.SendAsync(before, cancellationToken)).ConfigureAwait(false);
            change.Outcome = ChangeOutcome.Changed;
            change.Created = operation.Created;
            change.Warning = before is null ? null : operation.WarningOf(before, change.Who);
            await CompleteAsync(change, operation, cancellationToken).ConfigureAwait(false);
            // A page proves what the direct reading before did not show.
            bool isOpen = options is { Verify: true, LeavesProof: true } && operation.ProofParts is not null && before is not null && !operation.IsReached(before);
            if (options.Verify && !isOpen && !operation.IsCreation)
                await VerifyAsync(change, operation, cancellationToken).ConfigureAwait(false);
            return new SentOperation(operation, change) { Record = record, IsOpen = isOpen };
        }
        catch (AdminException e) when (sending && !e.IsAmbiguous && operation.Fallback(e) is not null)
        {
            // The refusal is told to the journal before the other way is taken.
            RunContext.End(record, change.Fail(ChangeOutcome.Failed, RunContext.Name(e, change)));
            record = null;
            Operation other = operation.Fallback(e)!;
            SentOperation sent = await RunAsync(other, context.NotStarted(other), seen: null, options, begin, doubt, cancellationToken).ConfigureAwait(false);
            if (sent.Change.Attempts > 0)
                return sent;
            // The first way was sent and refused, whatever became of the other before anything was sent there.
            if (sent.Change.Outcome == ChangeOutcome.Skipped)
                return new SentOperation(operation, change);
            sent.Change.Attempts = change.Attempts;
            return sent;
        }
        catch (AdminException e) when (sending && change.Outcome != ChangeOutcome.Changed)
        {
            doubt.Begin();
            await ExplainAsync(change, operation, e, direct, cancellationToken).ConfigureAwait(false);
            if (options.Verify && change is { Verified: true, AfterState: { } after })
                await NoteConsequenceAsync(change, operation, after, cancellationToken).ConfigureAwait(false);
            return new SentOperation(operation, change);
        }
        catch (AdminException e) when (sending)
        {
            RunContext.FailToProve(change, operation, e);
            return new SentOperation(operation, change);
        }
        catch (AdminException e)
        {
            return new SentOperation(operation, change.Fail(ChangeOutcome.Failed, RunContext.Name(e, change)));
        }
        catch (OperationCanceledException e)
        {
            // Accepted is proven even when reading back was cut short.
            if (change.Outcome != ChangeOutcome.Changed)
            {
                if (sending && e is RequestStoppedException { MayHaveArrived: true })
                    change.Fail(ChangeOutcome.Unknown, new AdminException(ErrorCode.Cancelled, e));
                else
                    RunContext.Skip(change);
            }

            return new SentOperation(operation, change) { Record = record };
        }
        finally
        {
            change.Duration = watch.Elapsed;
            RunContext.End(record, change);
        }
    }

    /// <summary>What a page showed just before of something that is read by a search anyway. That nothing is to be done is never taken from it.</summary>
    private static State? Shown(Operation operation)
    {
        if (operation is not { IsSearched: true, Page: { } page } || operation.StateOf(page) is not { } state || operation.IsReached(state))
            return null;
        RequestScope.NoteSaved();
        return state;
    }

    /// <summary>Compares what was read back with what was wanted.</summary>
    public static void Judge(Change change, Operation operation, State after)
    {
        change.AfterState = after;
        change.Verified = operation.IsReached(after);
        if (change.Verified == false)
        {
            change.Fail(
                ChangeOutcome.Unknown,
                RunContext.Name(new AdminException(ErrorCode.VerificationFailed, ("account", change.Who), ("action", operation.Gerund), ("detail", $"'{after}'")), change));
        }
    }

    /// <summary>Takes what is read of something that was made.</summary>
    private static async Task CompleteAsync(Change change, Operation operation, CancellationToken cancellationToken)
    {
        if (await operation.CompleteAsync(cancellationToken).ConfigureAwait(false) is not { } completion)
            return;
        change.AfterState = completion.After;
        change.Verified = completion.Verified;
        change.TargetId = completion.TargetId ?? change.TargetId;
        change.AccountId = completion.AccountId ?? change.AccountId;
        change.Warning = completion.Warning ?? change.Warning;
        change.Created = operation.Created;
    }

    /// <summary>After a refusal or an ambiguous failure the truth is read, not assumed.</summary>
    private async Task ExplainAsync(Change change, Operation operation, AdminException failure, State? direct, CancellationToken cancellationToken)
    {
        if (operation.IsCreation)
        {
            // The reply names what it is about.
            change.Fail(
                failure.IsAmbiguous ? ChangeOutcome.Unknown : ChangeOutcome.Failed,
                failure.IsAmbiguous ? failure : await operation.GuideAsync(failure, change.Email, cancellationToken).ConfigureAwait(false));
            return;
        }

        failure = RunContext.Name(failure, change);
        // The same key would only be refused again, and a token that is not there may be a slip of the caller.
        bool pointless = !failure.IsAmbiguous && (failure.RefusesTheKey || failure.Definition.Kind == ErrorKind.LimitsExceeded
            || failure.Code is ErrorCode.NetworkFailure or ErrorCode.InvalidField or ErrorCode.TokenNotFound);
        if (pointless)
        {
            change.Fail(ChangeOutcome.Failed, await operation.GuideAsync(failure, change.Email, cancellationToken).ConfigureAwait(false));
            return;
        }

        // A token that was typed and is not there now was revoked by a lost request, or never was: its absence proves neither.
        if (failure is { IsAmbiguous: true, Code: ErrorCode.TokenNotFound })
        {
            change.Fail(ChangeOutcome.Unknown, failure);
            return;
        }

        State state;
        try
        {
            // A refusal for want of permission says nothing new of the state.
            state = direct is not null && !failure.IsAmbiguous && failure.Definition.Kind == ErrorKind.PermissionDenied
                ? direct
                : await ReadBackAsync(operation, isPatient: failure.IsAmbiguous, cancellationToken).ConfigureAwait(false);
            if (!failure.IsAmbiguous && operation.IsDoneBefore(state) && await operation.CheckExistenceAsync(cancellationToken).ConfigureAwait(false) is { } missing)
            {
                change.Fail(ChangeOutcome.Failed, RunContext.Name(missing, change));
                return;
            }
        }
        catch (Exception e) when (e is AdminException or OperationCanceledException)
        {
            change.Fail(failure.IsAmbiguous ? ChangeOutcome.Unknown : ChangeOutcome.Failed, failure);
            return;
        }

        change.Update(state, isBefore: !failure.IsAmbiguous);
        if (failure.IsAmbiguous)
        {
            change.AfterState = state;
            change.Verified = operation.IsReached(state);
            if (change.Verified == true)
                change.Outcome = ChangeOutcome.Changed;
            else
                change.Fail(ChangeOutcome.Failed, failure);
        }
        else if (operation.IsDoneBefore(state))
        {
            Already(change, operation, state);
        }
        else
        {
            AdminException explained = RunContext.Name(operation.Explain(failure, state), change);
            change.Fail(ChangeOutcome.Failed, await operation.GuideAsync(explained, change.Email, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Reads the state back, and tells what followed from it.</summary>
    public async Task VerifyAsync(Change change, Operation operation, CancellationToken cancellationToken)
    {
        State after = await ReadBackAsync(operation, isPatient: true, cancellationToken).ConfigureAwait(false);
        Judge(change, operation, after);
        if (change.Verified == true)
            await NoteConsequenceAsync(change, operation, after, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The field is as wanted; what it brought about is told, too.</summary>
    public static async Task NoteConsequenceAsync(Change change, Operation operation, State after, CancellationToken cancellationToken)
    {
        if (await operation.ConsequenceAsync(change.BeforeState, after, cancellationToken).ConfigureAwait(false) is not { } consequence)
            return;
        change.Warning = consequence.Warning ?? change.Warning;
        if (consequence.Loss is not { } loss)
            return;
        change.Fail(change.Outcome, RunContext.Name(loss, change));
        change.Verified = false;
    }

    /// <summary>Reads the state; patiently, until it is as wanted or has had time enough to become so: a service may be a moment behind.</summary>
    private async Task<State> ReadBackAsync(Operation operation, bool isPatient, CancellationToken cancellationToken)
    {
        State state = await operation.ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (TimeSpan delay in isPatient ? operation.VerificationDelays : [])
        {
            if (operation.IsReached(state))
                break;
            await context.Clock.Delay(delay, cancellationToken).ConfigureAwait(false);
            state = await operation.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        return state;
    }

    private static Change Already(Change change, Operation operation, State state)
    {
        change.Outcome = ChangeOutcome.AlreadyInState;
        change.AfterState = state;
        change.Verified = true;
        change.Warning = operation.WarningOf(state, change.Who);
        return change;
    }
}

/// <summary>An operation that was run, and its record in the journal.</summary>
internal sealed record SentOperation(Operation Operation, Change Change)
{
    public IJournaledWrite? Record { get; init; }

    /// <summary>True when it was accepted and still has to be read back.</summary>
    public bool IsOpen { get; init; }
}
