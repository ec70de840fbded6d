using System.Diagnostics;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Running;

/// <summary>Sends several people's operations in one request, and tells each what became of it.</summary>
internal sealed class SharedRun(RunContext context)
{
    /// <summary>Sends several people's operations in one request.</summary>
    public async Task RunAsync(IReadOnlyList<ChangeSlot> slots, RunStatus status, CancellationToken cancellationToken)
    {
        var batch = new List<SharedChange>();
        foreach (ChangeSlot slot in slots)
        {
            Change change = slot.NotStarted();
            if (slot.Intent.Violation is { } wrong)
                context.Finish(slot, status, change.Fail(ChangeOutcome.Failed, RunContext.Name(wrong, change)));
            else if (context.GuardViolation(slot.Intent) is { } violation)
                context.Finish(slot, status, change.Fail(ChangeOutcome.Failed, RunContext.Name(violation, change)));
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
            await SendTogetherAsync(batch, status, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (SharedChange one in batch)
            {
                one.Change.Duration = watch.Elapsed;
                RunContext.End(one.Record, one.Change);
                context.Finish(one.Slot, status, one.Change);
            }
        }
    }

    private async Task SendTogetherAsync(List<SharedChange> batch, RunStatus status, CancellationToken cancellationToken)
    {
        ISharedOperation first = batch[0].Operation;
        var sent = new List<SharedChange>();
        try
        {
            await SettleAsync(batch, ChangeOutcome.AlreadyInState, cancellationToken).ConfigureAwait(false);
            foreach (SharedChange one in batch.Where(b => b.Change.Outcome == ChangeOutcome.Skipped))
            {
                // One too many must not keep the others from being sent.
                if (await AdmitsAsync(one, cancellationToken).ConfigureAwait(false))
                    sent.Add(one);
            }

            if (sent.Count == 0)
                return;
            foreach (SharedChange one in sent)
                one.Record = context.Journal?.Begin(one.Change);
            IReadOnlyList<SharedReply> replies = await context.SendAsync(
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
                change.Fail(e.IsAmbiguous ? ChangeOutcome.Unknown : ChangeOutcome.Failed, RunContext.Name(e, change));
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
        catch
        {
            // A fault of the program, which ends the command.
            foreach (SharedChange one in sent)
                one.Change.AsUnknown(inFlight: true);
            status.Stop();
            throw;
        }
    }

    private static void Take(Change change, SharedReply reply)
    {
        change.AccountId = reply.AccountId ?? change.AccountId;
        change.Created = reply.Created;
        change.Outcome = reply.Accepted switch { true => ChangeOutcome.Changed, false => ChangeOutcome.Failed, null => ChangeOutcome.Unknown };
        if (reply.Failure is { } failure)
            change.Fail(change.Outcome, failure);
    }

    private async Task<bool> AdmitsAsync(SharedChange one, CancellationToken cancellationToken)
    {
        try
        {
            context.Guard.Admit(await context.ReadTouchedAsync((Operation)one.Slot.Intent, before: null, cancellationToken).ConfigureAwait(false), one.Slot.Intent.Gerund);
            return true;
        }
        catch (AdminException e)
        {
            one.Change.Fail(ChangeOutcome.Failed, RunContext.Name(e, one.Change));
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
            if (state.Violation is { } violation)
                change.Fail(ChangeOutcome.Failed, RunContext.Name(violation, change));
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

    /// <summary>One of several that go in one request.</summary>
    private sealed class SharedChange(ChangeSlot slot, Change change)
    {
        public ChangeSlot Slot { get; } = slot;

        public ISharedOperation Operation { get; } = (ISharedOperation)slot.Intent;

        public Change Change { get; } = change;

        public IJournaledWrite? Record { get; set; }
    }
}
