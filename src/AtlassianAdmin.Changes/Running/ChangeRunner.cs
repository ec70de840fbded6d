using System.Collections.Concurrent;
using System.Diagnostics;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Running;

/// <summary>Carries out what is asked for one person, group or key, and tells the truth about what became of it. It knows no client and no kind of change.</summary>
public sealed class ChangeRunner
{
    private readonly TimeProvider _clock;
    private readonly ChangeGuard _guard;
    private readonly string _organization;
    private readonly IChangeJournal? _journal;

    /// <summary>Makes a runner.</summary>
    /// <param name="guard">What the connection refuses by itself.</param>
    /// <param name="organization">How change objects name the organization, or the site.</param>
    /// <param name="clock">The time that reading back waits by.</param>
    /// <param name="journal">Keeps a record of what is sent; null for none. With one, the state is read before each change.</param>
    public ChangeRunner(ChangeGuard guard, string organization, TimeProvider clock, IChangeJournal? journal = null)
    {
        _guard = guard;
        _organization = organization;
        _clock = clock;
        _journal = journal;
    }

    /// <summary>Finds out what would be met, and changes nothing.</summary>
    /// <param name="intent">What is asked.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Changes with the outcome <see cref="ChangeOutcome.WhatIf"/>, one for each thing, with the state before and the code of the refusal that would come.</returns>
    public async Task<IReadOnlyList<Change>> PreviewAsync(Intent intent, CancellationToken cancellationToken)
    {
        if (intent is Operation operation)
            return [await PreviewAsync(operation, seen: null, permissions: null, cancellationToken).ConfigureAwait(false)];
        var expansion = (Expansion)intent;
        Change whole = NotStarted(expansion);
        whole.Outcome = ChangeOutcome.WhatIf;
        if (expansion.Violation is { } violation)
            return [whole.Fail(ChangeOutcome.WhatIf, Name(violation, whole))];
        try
        {
            Expanded expanded = await expansion.ExpandAsync(cancellationToken).ConfigureAwait(false);
            if (expanded.Parts.Count == 0)
            {
                whole.Update(expanded.Nothing!);
                whole.AfterState = expanded.Nothing;
                return [whole];
            }

            // What the service lets be done is the same for all of them: asked for once.
            Task<AccountPermissions?> permissions = expanded.Parts[0].Operation.ReadPermissionsAsync(cancellationToken);
            var changes = new List<Change>();
            foreach ((Operation part, State before) in expanded.Parts)
                changes.Add(await PreviewAsync(part, before, permissions, cancellationToken).ConfigureAwait(false));
            return changes;
        }
        catch (AdminException e)
        {
            // The guard speaks first, as it would when the change is sent.
            return [whole.Fail(ChangeOutcome.WhatIf, Name(GuardViolation(expansion) ?? e, whole))];
        }
    }

    /// <summary>Carries out what is asked. Never throws for what concerns this subject: the changes tell it.</summary>
    /// <param name="intent">What is asked.</param>
    /// <param name="options">How.</param>
    /// <param name="status">What the command has met so far; null for a command of its own.</param>
    /// <param name="cancellationToken">Gives up what is in flight; what must not start any more is told by <see cref="RequestScope"/>.</param>
    /// <returns>A change for each thing that was changed.</returns>
    public async Task<IReadOnlyList<Change>> RunAsync(Intent intent, RunOptions options, RunStatus? status = null, CancellationToken cancellationToken = default)
    {
        var slot = new ChangeSlot(intent, NotStarted);
        await RunAsync(slot, options, status ?? new RunStatus(), cancellationToken).ConfigureAwait(false);
        return slot.Changes.ToList();
    }

    /// <summary>A change that was not started.</summary>
    /// <param name="intent">What was asked.</param>
    public Change NotStarted(Intent intent) => new(intent.Subject.Input, intent.Action, _organization)
    {
        AccountId = intent.Subject.AccountId,
        ScimUserId = intent.Subject.ScimUserId,
        Email = intent.Subject.Email,
        Name = intent.Subject.Name,
        Target = intent.Target,
        TargetId = intent.TargetId,
        Noun = intent.Noun,
        Route = intent.Route,
        Spec = intent.Spec,
    };

    /// <summary>A change that failed before it was started.</summary>
    /// <param name="intent">What was asked.</param>
    /// <param name="failure">Why.</param>
    public Change Failed(Intent intent, AdminException failure) => NotStarted(intent).Fail(ChangeOutcome.Failed, failure);

    /// <summary>Tells of what is refused before it was tried.</summary>
    internal void Refuse(ChangeSlot slot, RunStatus status, AdminException violation) =>
        Finish(slot, status, slot.NotStarted().Fail(ChangeOutcome.Failed, violation));

    internal async Task RunAsync(ChangeSlot slot, RunOptions options, RunStatus status, CancellationToken cancellationToken)
    {
        Change notStarted = slot.NotStarted();
        if (!status.MayStart(notStarted))
        {
            slot.Finish(notStarted);
        }
        else if (slot.Intent is Operation operation)
        {
            slot.Start();
            Finish(slot, status, (await RunAsync(operation, seen: null, options, cancellationToken).ConfigureAwait(false)).Change);
        }
        else
        {
            await RunExpansionAsync(slot, notStarted, options, status, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends several people's operations in one request.</summary>
    internal async Task RunTogetherAsync(IReadOnlyList<ChangeSlot> slots, RunStatus status, CancellationToken cancellationToken)
    {
        var batch = new List<SharedChange>();
        foreach (ChangeSlot slot in slots)
        {
            Change change = slot.NotStarted();
            if (slot.Intent.Violation is { } wrong)
                Refuse(slot, status, Name(wrong, change));
            else if (status.MayStart(change))
                batch.Add(new SharedChange(slot, change));
            else
                slot.Finish(change);
        }

        if (batch.Count == 0)
            return;
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            await SendTogetherAsync(batch, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (SharedChange one in batch)
            {
                one.Change.Duration = watch.Elapsed;
                End(one.Record, one.Change);
                Finish(one.Slot, status, one.Change);
            }
        }
    }

    private async Task RunExpansionAsync(ChangeSlot slot, Change whole, RunOptions options, RunStatus status, CancellationToken cancellationToken)
    {
        var expansion = (Expansion)slot.Intent;
        Stopwatch watch = Stopwatch.StartNew();
        Expanded expanded;
        try
        {
            if (expansion.Violation is { } violation)
                throw violation;
            expanded = await expansion.ExpandAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            whole.Fail(ChangeOutcome.Failed, Name(GuardViolation(expansion) ?? e, whole));
            Finish(slot, status, whole, watch);
            return;
        }
        catch (OperationCanceledException)
        {
            Finish(slot, status, Skip(whole), watch);
            return;
        }

        if (expanded.Parts.Count == 0)
        {
            whole.Update(expanded.Nothing!);
            whole.AfterState = expanded.Nothing;
            whole.Prove(ChangeOutcome.AlreadyInState);
            Finish(slot, status, whole, watch);
            return;
        }

        ChangeSlot[] parts = slot.Split(expanded.Parts.Select(p => p.Operation));
        var sent = new List<(ChangeSlot Slot, Sent Sent)>();
        for (int index = 0; index < parts.Length; index++)
        {
            (Operation operation, State before) = expanded.Parts[index];
            Change notStarted = parts[index].NotStarted();
            notStarted.Update(before);
            if (!status.MayStart(notStarted))
            {
                parts[index].Finish(notStarted);
                continue;
            }

            parts[index].Start();
            Sent one = await RunAsync(operation, before, options with { Verify = false }, cancellationToken).ConfigureAwait(false);
            Finish(parts[index], status, one.Change);
            if (one.Change is { Outcome: ChangeOutcome.Changed, Verified: null })
                sent.Add((parts[index], one));
        }

        if (options.Verify && sent.Count > 0)
            await VerifyTogetherAsync(expansion, sent, status, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Change> PreviewAsync(Operation operation, State? seen, Task<AccountPermissions?>? permissions, CancellationToken cancellationToken)
    {
        Change change = NotStarted(operation);
        change.Outcome = ChangeOutcome.WhatIf;
        if (operation.Violation is { } wrong)
            return change.Fail(ChangeOutcome.WhatIf, Name(wrong, change));
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            permissions ??= operation.ReadPermissionsAsync(cancellationToken);
            State? before = null;
            AdminException? violation = null;
            try
            {
                before = operation.IsCreation ? null : seen ?? await operation.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (before is not null)
                {
                    change.Update(before);
                    change.Warning = operation.WarningOf(before, change.Who);
                }
            }
            catch (AdminException e)
            {
                violation = e;
            }

            if (before is not null && operation.IsDoneBefore(before))
            {
                change.AfterState = before;
                await Quietly(permissions).ConfigureAwait(false);
                return change;
            }

            try
            {
                AccountPermissions? allowed = await permissions.ConfigureAwait(false);
                violation ??= allowed is null ? null : operation.ViolationOf(allowed, before);
            }
            catch (AdminException e)
            {
                violation ??= e;
            }

            if (violation is not null && operation.Fallback(violation) is { } other)
                return await PreviewAsync(other, seen: null, permissions: null, cancellationToken).ConfigureAwait(false);
            violation ??= await operation.PreviewAsync(cancellationToken).ConfigureAwait(false);

            // The guard speaks first, as it would when the change is sent.
            violation = GuardViolation(operation)
                ?? (before is null ? null : operation.ViolationIn(before))
                ?? violation;
            return violation is null
                ? change
                : change.Fail(ChangeOutcome.WhatIf, await operation.GuideAsync(Name(violation, change), change.Email, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            change.Duration = watch.Elapsed;
        }
    }

    private async Task<Sent> RunAsync(Operation operation, State? seen, RunOptions options, CancellationToken cancellationToken)
    {
        Change change = NotStarted(operation);
        if (operation.Violation is { } wrong)
            return new Sent(operation, change.Fail(ChangeOutcome.Failed, Name(wrong, change)));
        Stopwatch watch = Stopwatch.StartNew();
        bool sending = false;
        IJournaledWrite? record = null;
        try
        {
            State? before = seen;
            if (before is null && !operation.IsCreation && (options.ReadFirst || options.Verify || _journal is not null || operation.NeedsStateFirst))
                before = await operation.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (before is not null)
            {
                change.Update(before);
                if (operation.IsDoneBefore(before))
                    return new Sent(operation, Already(change, operation, before));
            }

            // The guard speaks first, but counts only those for whom something is sent.
            AdminException? violation = GuardViolation(operation) ?? (before is null ? null : operation.ViolationIn(before));
            if (violation is not null)
                return new Sent(operation, change.Fail(ChangeOutcome.Failed, Name(violation, change)));

            if (operation.Touches == Touched.Person)
                _guard.Admit(operation.Subject.PersonId!, operation.Gerund);
            record = _journal?.Begin(change);
            sending = true;
            change.Attempts = await SendAsync([change], () => operation.SendAsync(before, cancellationToken)).ConfigureAwait(false);
            change.Outcome = ChangeOutcome.Changed;
            change.Created = operation.Created;
            change.Warning = before is null ? null : operation.WarningOf(before, change.Who);
            await CompleteAsync(change, operation, cancellationToken).ConfigureAwait(false);
            if (options.Verify && !operation.IsCreation)
                await VerifyAsync(change, operation, cancellationToken).ConfigureAwait(false);
            return new Sent(operation, change) { Record = record };
        }
        catch (AdminException e) when (sending && !e.IsAmbiguous && operation.Fallback(e) is not null)
        {
            // The refusal is told to the journal before the other way is taken.
            End(record, change.Fail(ChangeOutcome.Failed, Name(e, change)));
            record = null;
            return await RunAsync(operation.Fallback(e)!, seen: null, options, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (sending && change.Outcome != ChangeOutcome.Changed)
        {
            await ExplainAsync(change, operation, e, cancellationToken).ConfigureAwait(false);
            return new Sent(operation, change);
        }
        catch (AdminException e)
        {
            change.Fail(change.Outcome == ChangeOutcome.Changed ? ChangeOutcome.Unknown : ChangeOutcome.Failed, Name(e, change));
            return new Sent(operation, change);
        }
        catch (OperationCanceledException e)
        {
            // Accepted is proven even when reading back was cut short.
            if (change.Outcome != ChangeOutcome.Changed)
            {
                if (sending && e is RequestStoppedException { MayHaveArrived: true })
                    change.Fail(ChangeOutcome.Unknown, new AdminException(ErrorCode.Cancelled, e));
                else
                    Skip(change);
            }

            return new Sent(operation, change) { Record = record };
        }
        finally
        {
            change.Duration = watch.Elapsed;
            End(record, change);
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

    private async Task SendTogetherAsync(List<SharedChange> batch, CancellationToken cancellationToken)
    {
        ISharedOperation first = batch[0].Operation;
        var sent = new List<SharedChange>();
        try
        {
            await SettleAsync(batch, ChangeOutcome.AlreadyInState, cancellationToken).ConfigureAwait(false);
            foreach (SharedChange one in batch.Where(b => b.Change.Outcome == ChangeOutcome.Skipped))
            {
                // One too many must not keep the others from being sent.
                if (Admits(one))
                    sent.Add(one);
            }

            if (sent.Count == 0)
                return;
            foreach (SharedChange one in sent)
                one.Record = _journal?.Begin(one.Change);
            IReadOnlyList<SharedReply> replies = await SendAsync(
                sent.ConvertAll(s => s.Change),
                () => first.SendTogetherAsync(sent.ConvertAll(s => s.Operation), cancellationToken)).ConfigureAwait(false);
            for (int index = 0; index < sent.Count; index++)
                Take(sent[index].Change, replies[index]);
        }
        catch (AdminException e)
        {
            // One request carried them all, so it failed for each of them.
            if (e.IsAmbiguous && sent.Count > 0)
                await SettleQuietlyAsync(sent, cancellationToken).ConfigureAwait(false);
            foreach (Change change in batch.Select(b => b.Change).Where(c => c.Verified is null && c is { Outcome: ChangeOutcome.Skipped }))
                change.Fail(e.IsAmbiguous ? ChangeOutcome.Unknown : ChangeOutcome.Failed, Name(e, change));
        }
        catch (RequestStoppedException e)
        {
            foreach (SharedChange one in sent)
                one.Change.AsUnknown(e.MayHaveArrived);
        }
        catch (OperationCanceledException)
        {
            // Given up while their states were read: nothing was sent.
        }
    }

    private static void Take(Change change, SharedReply reply)
    {
        change.Attempts = 1;
        change.AccountId = reply.AccountId ?? change.AccountId;
        change.Created = reply.Created;
        change.Outcome = reply.Accepted switch { true => ChangeOutcome.Changed, false => ChangeOutcome.Failed, null => ChangeOutcome.Unknown };
        if (reply.Failure is { } failure)
            change.Fail(change.Outcome, failure);
    }

    private bool Admits(SharedChange one)
    {
        try
        {
            _guard.Admit(one.Slot.Intent.Subject.PersonId!, one.Slot.Intent.Gerund);
            return true;
        }
        catch (AdminException e)
        {
            one.Change.Fail(ChangeOutcome.Failed, Name(e, one.Change));
            return false;
        }
    }

    /// <summary>Settles those of a batch for whom nothing is left to do.</summary>
    private static async Task SettleAsync(IReadOnlyList<SharedChange> batch, ChangeOutcome outcome, CancellationToken cancellationToken)
    {
        IReadOnlyList<SharedState> states = await batch[0].Operation
            .ReadTogetherAsync(batch.Select(b => b.Operation).ToList(), cancellationToken).ConfigureAwait(false);
        for (int index = 0; index < batch.Count; index++)
        {
            Change change = batch[index].Change;
            SharedState state = states[index];
            change.AccountId = state.AccountId ?? change.AccountId;
            change.Update(state.State, isBefore: outcome == ChangeOutcome.AlreadyInState);
            if (!((Operation)batch[index].Operation).IsReached(state.State))
                continue;
            change.AfterState = state.State;
            change.Prove(outcome);
        }
    }

    /// <summary>After an ambiguous failure the truth is read, not assumed.</summary>
    private static async Task SettleQuietlyAsync(IReadOnlyList<SharedChange> sent, CancellationToken cancellationToken)
    {
        try
        {
            await SettleAsync(sent, ChangeOutcome.Changed, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AdminException or OperationCanceledException)
        {
            // Those whose state could not be read stay unknown.
        }
    }

    /// <summary>Sends, and notes under which ids the service can find the requests, where a journal keeps them.</summary>
    private async Task<T> SendAsync<T>(IReadOnlyList<Change> changes, Func<Task<T>> send)
    {
        if (_journal is null)
            return await send().ConfigureAwait(false);
        var ids = new ConcurrentQueue<string>();
        RequestScope? outer = RequestScope.Current;
        RequestScope.Current = RequestScope.HeardBy(trace =>
        {
            if (trace is { IsWrite: true, RequestId: { } id })
                ids.Enqueue(id);
        });
        try
        {
            return await send().ConfigureAwait(false);
        }
        finally
        {
            RequestScope.Current = outer;
            foreach (Change change in changes)
                change.SentRequestIds = ids.ToArray();
        }
    }

    // What was sent stays sent, but without its record nobody could prove it.
    private static void End(IJournaledWrite? record, Change change)
    {
        try
        {
            record?.Complete(change);
        }
        catch (AdminException e)
        {
            change.Fail(ChangeOutcome.Unknown, e);
        }
    }

    /// <summary>After a refusal or an ambiguous failure the truth is read, not assumed.</summary>
    private async Task ExplainAsync(Change change, Operation operation, AdminException failure, CancellationToken cancellationToken)
    {
        if (operation.IsCreation)
        {
            // The reply names what it is about.
            change.Fail(failure.IsAmbiguous ? ChangeOutcome.Unknown : ChangeOutcome.Failed, failure);
            return;
        }

        failure = Name(failure, change);
        // The same key would only be refused again, and a token that is not there may be a slip of the caller.
        bool pointless = !failure.IsAmbiguous && (failure.RefusesTheKey || failure.Definition.Kind == ErrorKind.LimitsExceeded
            || failure.Code is ErrorCode.NetworkFailure or ErrorCode.InvalidField or ErrorCode.TokenNotFound);
        if (pointless)
        {
            change.Fail(ChangeOutcome.Failed, failure);
            return;
        }

        State state;
        try
        {
            state = await ReadBackAsync(operation, isPatient: failure.IsAmbiguous, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AdminException or OperationCanceledException)
        {
            change.Fail(failure.IsAmbiguous ? ChangeOutcome.Unknown : ChangeOutcome.Failed, failure);
            return;
        }

        change.Update(state, isBefore: !failure.IsAmbiguous);
        change.Attempts = failure.Attempts;
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
            AdminException explained = Name(operation.Explain(failure, state), change);
            change.Fail(ChangeOutcome.Failed, await operation.GuideAsync(explained, change.Email, cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task VerifyAsync(Change change, Operation operation, CancellationToken cancellationToken) =>
        Judge(change, operation, await ReadBackAsync(operation, isPatient: true, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads the list of an expansion back, once for all that were sent, and again while one of them is not as wanted.</summary>
    private async Task VerifyTogetherAsync(Expansion expansion, List<(ChangeSlot Slot, Sent Sent)> sent, RunStatus status, CancellationToken cancellationToken)
    {
        List<Operation> operations = sent.ConvertAll(s => s.Sent.Operation);
        IReadOnlyList<State> states = [];
        AdminException? failure = null;
        try
        {
            foreach (TimeSpan delay in (TimeSpan[])[TimeSpan.Zero, .. operations[0].VerificationDelays])
            {
                if (delay > TimeSpan.Zero)
                    await _clock.Delay(delay, cancellationToken).ConfigureAwait(false);
                states = await expansion.ReadAsync(operations, cancellationToken).ConfigureAwait(false);
                if (!states.Where((state, index) => !operations[index].IsReached(state)).Any())
                    break;
            }
        }
        catch (AdminException e)
        {
            failure = e;
        }
        catch (OperationCanceledException)
        {
            // Accepted is proven even when reading back was cut short.
            return;
        }

        for (int index = 0; index < sent.Count; index++)
        {
            (ChangeSlot slot, Sent one) = sent[index];
            if (failure is null)
                Judge(one.Change, one.Operation, states[index]);
            else
                one.Change.Fail(ChangeOutcome.Unknown, Name(failure, one.Change));
            End(one.Record, one.Change);
            Finish(slot, status, one.Change);
        }
    }

    private static void Judge(Change change, Operation operation, State after)
    {
        change.AfterState = after;
        change.Verified = operation.IsReached(after);
        if (change.Verified == false)
        {
            change.Fail(
                ChangeOutcome.Unknown,
                Name(new AdminException(ErrorCode.VerificationFailed, ("account", change.Who), ("action", operation.Gerund), ("detail", $"'{after}'")), change));
        }
    }

    /// <summary>Reads the state; patiently, until it is as wanted or has had time enough to become so: a service may be a moment behind.</summary>
    private async Task<State> ReadBackAsync(Operation operation, bool isPatient, CancellationToken cancellationToken)
    {
        State state = await operation.ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (TimeSpan delay in isPatient ? operation.VerificationDelays : [])
        {
            if (operation.IsReached(state))
                break;
            await _clock.Delay(delay, cancellationToken).ConfigureAwait(false);
            state = await operation.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        return state;
    }

    private AdminException? GuardViolation(Intent intent) =>
        _guard.Violation(intent.Touches == Touched.Person ? intent.Subject.PersonId : null, intent.Gerund);

    private void Finish(ChangeSlot slot, RunStatus status, Change change, Stopwatch? watch = null)
    {
        if (watch is not null)
            change.Duration = watch.Elapsed;
        Close(change);
        status.Note(slot.Intent, change);
        slot.Finish(change);
    }

    private void Close(Change change)
    {
        try
        {
            _journal?.Close(change);
        }
        catch (AdminException e)
        {
            change.Fail(change.Outcome == ChangeOutcome.AlreadyInState ? ChangeOutcome.Unknown : change.Outcome, e);
        }
    }

    private static Change Already(Change change, Operation operation, State state)
    {
        change.Outcome = ChangeOutcome.AlreadyInState;
        change.AfterState = state;
        change.Verified = true;
        change.Warning = operation.WarningOf(state, change.Who);
        return change;
    }

    private static Change Skip(Change change)
    {
        change.Outcome = ChangeOutcome.Skipped;
        change.ErrorCode = ErrorCode.Cancelled;
        return change;
    }

    /// <summary>Errors name people as people know them: by e-mail, with the id beside it.</summary>
    private static AdminException Name(AdminException failure, Change change) => failure.With(("account", change.Who));

    private static async Task Quietly(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (AdminException)
        {
            // Nothing would be sent, so whether it would be allowed does not matter.
        }
    }

    /// <summary>An operation that was run, and its record in the journal.</summary>
    private sealed record Sent(Operation Operation, Change Change)
    {
        public IJournaledWrite? Record { get; init; }
    }

    /// <summary>One of several that go in one request.</summary>
    private sealed class SharedChange(ChangeSlot slot, Change change)
    {
        public ChangeSlot Slot { get; } = slot;

        public ISharedOperation Operation { get; } = (ISharedOperation)slot.Intent;

        public Change Change { get; } = change;

        public IJournaledWrite? Record { get; set; }
    }
}
