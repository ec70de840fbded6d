using System.Diagnostics;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Running;

/// <summary>Makes one change to one account, group or key and tells the truth about what became of it.</summary>
public sealed class ChangeRunner
{
    // Null where no organization is connected: then only operations run that bring their own client.
    private readonly AdminClient? _client;
    private readonly TimeProvider _clock;
    private readonly ChangeGuard _guard;
    private readonly string _organization;
    private readonly IChangeJournal? _journal;
    private readonly ScimPointer? _pointer;

    /// <summary>Makes a runner.</summary>
    /// <param name="client">The organization's client.</param>
    /// <param name="guard">What the connection refuses by itself.</param>
    /// <param name="organization">How change objects name the organization.</param>
    /// <param name="journal">Keeps a record of what is sent; null for none. With one, the state is read before each change.</param>
    /// <param name="scimDirectoryId">The SCIM directory that is connected too; null when none is.</param>
    public ChangeRunner(AdminClient client, ChangeGuard guard, string organization, IChangeJournal? journal = null, string? scimDirectoryId = null)
        : this(client.Options.Clock, guard, organization)
    {
        _client = client;
        _journal = journal;
        _pointer = new ScimPointer(client, scimDirectoryId);
    }

    /// <summary>Makes a runner of operations that bring their own client, such as those of a site.</summary>
    /// <param name="clock">The time that reading back waits by.</param>
    /// <param name="guard">What the connection refuses by itself.</param>
    /// <param name="place">How change objects name the place, in place of an organization.</param>
    public ChangeRunner(TimeProvider clock, ChangeGuard guard, string place)
    {
        _clock = clock;
        _guard = guard;
        _organization = place;
    }

    /// <summary>A change that never started.</summary>
    /// <param name="input">The identity as it was given.</param>
    /// <param name="operation">What was asked.</param>
    /// <param name="failure">Why; null when it was only not attempted.</param>
    public Change NotStarted(string input, ChangeOperation operation, AdminException? failure = null)
    {
        Change change = operation.NewChange(input, _organization);
        return failure is null ? change : change.Fail(ChangeOutcome.Failed, failure);
    }

    /// <summary>A change of a known account that was not attempted.</summary>
    /// <param name="target">The account.</param>
    /// <param name="operation">What was asked.</param>
    public Change NotStarted(ChangeTarget target, ChangeOperation operation) => Begin(target, operation);

    /// <summary>Finds out what a change would meet, and changes nothing.</summary>
    /// <param name="target">The account.</param>
    /// <param name="operation">What is asked.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A change with the outcome <see cref="ChangeOutcome.WhatIf"/>, the state before, and the code of the refusal that would come.</returns>
    public async Task<Change> ForeseeAsync(ChangeTarget target, ChangeOperation operation, CancellationToken cancellationToken)
    {
        Change change = Begin(target, operation);
        change.Outcome = ChangeOutcome.WhatIf;
        if (operation.Fault is { } fault)
            return change.Fail(ChangeOutcome.WhatIf, Name(fault, change));
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            Task<AccountPermissions?> permissions = AskAsync(target, operation, cancellationToken);
            AccountState? before = null;
            AdminException? objection = null;
            try
            {
                before = await operation.ReadAsync(_client!, target.SubjectId, cancellationToken).ConfigureAwait(false);
                Know(change, before);
                change.Warning = operation.Remark(before, change.Who);
            }
            catch (AdminException e)
            {
                objection = e;
            }

            if (before is not null && operation.IsDoneBefore(before))
            {
                change.After = before;
                await Quietly(permissions).ConfigureAwait(false);
                return change;
            }

            try
            {
                AccountPermissions? allowed = await permissions.ConfigureAwait(false);
                objection ??= allowed is null ? null : operation.Objection(allowed, before);
            }
            catch (AdminException e)
            {
                objection ??= e;
            }

            if (objection is not null && operation.Otherwise(objection) is { } other)
                return await ForeseeAsync(target, other, cancellationToken).ConfigureAwait(false);
            objection ??= await operation.ForeseeAsync(_client!, target.SubjectId, cancellationToken).ConfigureAwait(false);

            // The guard speaks first, as it would when the change is sent.
            objection = GuardObjection(target, operation)
                ?? (before is null ? null : operation.Objection(before, target.SubjectId))
                ?? objection;
            return objection is null
                ? change
                : change.Fail(ChangeOutcome.WhatIf, await PointAsync(Name(objection, change), change, operation, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            change.Duration = watch.Elapsed;
        }
    }

    /// <summary>Makes a change. Never throws for what concerns this account: the change tells it.</summary>
    /// <param name="target">The account.</param>
    /// <param name="operation">What is asked.</param>
    /// <param name="readFirst">True to read the state before, which also spares a write that has nothing to do.</param>
    /// <param name="verify">True to read the state back.</param>
    /// <param name="cancellationToken">Gives up what is in flight; what must not start any more is told by <see cref="RequestScope"/>.</param>
    public async Task<Change> RunAsync(
        ChangeTarget target, ChangeOperation operation, bool readFirst, bool verify, CancellationToken cancellationToken)
    {
        Change change = Begin(target, operation);
        if (operation.Fault is { } fault)
            return change.Fail(ChangeOutcome.Failed, Name(fault, change));
        Stopwatch watch = Stopwatch.StartNew();
        bool sending = false;
        IJournaledWrite? record = null;
        try
        {
            AccountState? before = null;
            if (readFirst || verify || _journal is not null || operation.NeedsStateFirst)
            {
                before = await operation.ReadAsync(_client!, target.SubjectId, cancellationToken).ConfigureAwait(false);
                Know(change, before);
                if (operation.IsDoneBefore(before))
                    return Already(change, operation, before);
            }

            // The guard speaks first, but counts only those for whom something is sent.
            AdminException? objection = GuardObjection(target, operation)
                ?? (before is null ? null : operation.Objection(before, target.SubjectId));
            if (objection is not null)
                return change.Fail(ChangeOutcome.Failed, Name(objection, change));

            if (operation.ChangesPerson)
                _guard.Admit(target.PersonId, operation.Gerund);
            record = _journal?.Begin(change);
            sending = true;
            change.Attempts = await SendAsync(change, operation, before, cancellationToken).ConfigureAwait(false);
            change.Outcome = ChangeOutcome.Changed;
            change.Warning = before is null ? null : operation.Remark(before, change.Who);
            return verify ? await VerifyAsync(change, operation, cancellationToken).ConfigureAwait(false) : change;
        }
        catch (AdminException e) when (sending && !e.IsAmbiguous && operation.Otherwise(e) is not null)
        {
            // The refusal is told to the journal before the other way is taken.
            End(record, change.Fail(ChangeOutcome.Failed, Name(e, change)));
            record = null;
            return await RunAsync(target, operation.Otherwise(e)!, readFirst, verify, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (sending && change.Outcome != ChangeOutcome.Changed)
        {
            return await ExplainAsync(change, operation, Name(e, change), cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            return change.Fail(change.Outcome == ChangeOutcome.Changed ? ChangeOutcome.Unknown : ChangeOutcome.Failed, Name(e, change));
        }
        catch (OperationCanceledException e)
        {
            // Accepted is proven even when reading back was cut short.
            if (change.Outcome == ChangeOutcome.Changed)
                return change;
            return sending && e is RequestStoppedException { MayHaveArrived: true }
                ? change.Fail(ChangeOutcome.Unknown, new AdminException(ErrorCode.Cancelled, e))
                : Skip(change);
        }
        finally
        {
            change.Duration = watch.Elapsed;
            End(record, change);
        }
    }

    private Task<int> SendAsync(Change change, ChangeOperation operation, AccountState? before, CancellationToken cancellationToken)
    {
        Task<int> Send() => operation.SendAsync(_client!, change.TargetId, before, cancellationToken);
        return _journal is null ? Send() : JournaledSending.NotingRequestsAsync([change], Send);
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
    private async Task<Change> ExplainAsync(Change change, ChangeOperation operation, AdminException failure, CancellationToken cancellationToken)
    {
        // The same key would only be refused again, and a token that is not there may be a slip of the caller.
        bool pointless = !failure.IsAmbiguous && (failure.RefusesTheKey || failure.Definition.Kind == ErrorKind.LimitsExceeded
            || failure.Code is ErrorCode.NetworkFailure or ErrorCode.InvalidField or ErrorCode.TokenNotFound);
        if (pointless)
            return change.Fail(ChangeOutcome.Failed, failure);

        // A token that was typed and is not there now was revoked by a lost request, or never was: its absence proves neither.
        if (failure is { IsAmbiguous: true, Code: ErrorCode.TokenNotFound })
            return change.Fail(ChangeOutcome.Unknown, failure);

        AccountState state;
        try
        {
            state = await ReadBackAsync(operation, change.TargetId, isPatient: failure.IsAmbiguous, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AdminException or OperationCanceledException)
        {
            return change.Fail(failure.IsAmbiguous ? ChangeOutcome.Unknown : ChangeOutcome.Failed, failure);
        }

        Know(change, state, isBefore: !failure.IsAmbiguous);
        change.Attempts = failure.Attempts;
        if (failure.IsAmbiguous ? operation.IsReached(state) : operation.IsDoneBefore(state))
        {
            if (!failure.IsAmbiguous)
                return Already(change, operation, state);
            change.After = state;
            change.Verified = true;
            change.Outcome = ChangeOutcome.Changed;
            return change;
        }

        if (failure.IsAmbiguous)
        {
            change.After = state;
            change.Verified = false;
            return change.Fail(ChangeOutcome.Failed, failure);
        }

        // Cancelling the deletion of a closed account is answered as if there were no account.
        AdminException told = operation.Explain(failure, state, change.TargetId) ?? failure;
        return change.Fail(ChangeOutcome.Failed, await PointAsync(Name(told, change), change, operation, cancellationToken).ConfigureAwait(false));
    }

    private async Task<Change> VerifyAsync(Change change, ChangeOperation operation, CancellationToken cancellationToken)
    {
        change.After = await ReadBackAsync(operation, change.TargetId, isPatient: true, cancellationToken).ConfigureAwait(false);
        change.Verified = operation.IsReached(change.After);
        if (change.Verified == true)
            return change;
        return change.Fail(
            ChangeOutcome.Unknown,
            Name(new AdminException(ErrorCode.VerificationFailed, ("account", change.Who), ("action", operation.Gerund), ("detail", $"'{change.After}'")), change));
    }

    /// <summary>Reads the state; patiently, until it is as wanted or has had time enough to become so: a service may be a moment behind.</summary>
    private async Task<AccountState> ReadBackAsync(ChangeOperation operation, string targetId, bool isPatient, CancellationToken cancellationToken)
    {
        AccountState state = await operation.ReadAsync(_client!, targetId, cancellationToken).ConfigureAwait(false);
        foreach (TimeSpan delay in isPatient ? operation.VerificationDelays : [])
        {
            if (operation.IsReached(state))
                break;
            await _clock.Delay(delay, cancellationToken).ConfigureAwait(false);
            state = await operation.ReadAsync(_client!, targetId, cancellationToken).ConfigureAwait(false);
        }

        return state;
    }

    private Task<AdminException> PointAsync(AdminException failure, Change change, ChangeOperation operation, CancellationToken cancellationToken) =>
        _pointer?.PointAsync(failure, change, operation, cancellationToken) ?? Task.FromResult(failure);

    private async Task<AccountPermissions?> AskAsync(ChangeTarget target, ChangeOperation operation, CancellationToken cancellationToken) =>
        operation.Privilege is { } privilege
            ? await _client!.Accounts.GetPermissionsAsync(target.AccountId, [privilege], cancellationToken).ConfigureAwait(false)
            : null;

    private AdminException? GuardObjection(ChangeTarget target, ChangeOperation operation) =>
        _guard.Objection(operation.ChangesPerson ? target.PersonId : null, operation.Gerund);

    private Change Begin(ChangeTarget target, ChangeOperation operation)
    {
        Change change = operation.NewChange(target.Input, _organization);
        change.TargetId = target.SubjectId;
        if (target.ScimUserId is not null)
            change.AccountId = target.AccountId;
        change.Email = target.Email;
        change.Name = target.Name;
        return change;
    }

    private static Change Already(Change change, ChangeOperation operation, AccountState state)
    {
        change.Outcome = ChangeOutcome.AlreadyInState;
        change.After = state;
        change.Verified = true;
        change.Warning = operation.Remark(state, change.Who);
        return change;
    }

    private static Change Skip(Change change)
    {
        change.Outcome = ChangeOutcome.Skipped;
        change.ErrorCode = ErrorCode.Cancelled;
        return change;
    }

    private static void Know(Change change, AccountState state, bool isBefore = true)
    {
        if (isBefore)
            change.Before ??= state;
        change.Email = state.Email ?? change.Email;
        change.Name = state.Name ?? change.Name;
    }

    /// <summary>Errors name people as people know them: by e-mail, with the id beside it.</summary>
    private static AdminException Name(AdminException failure, Change change) =>
        failure.With(("account", change.Who));

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
}
