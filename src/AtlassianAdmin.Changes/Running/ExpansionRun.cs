using System.Diagnostics;

namespace AtlassianAdmin.Changes.Running;

/// <summary>Runs what expands into several operations: their list is read once before, and once afterwards.</summary>
internal sealed class ExpansionRun(RunContext context)
{
    private readonly OperationRun _operations = new(context);

    public async Task RunAsync(ChangeSlot slot, Change whole, RunOptions options, RunStatus status, CancellationToken cancellationToken)
    {
        var expansion = (Expansion)slot.Intent;
        Stopwatch watch = Stopwatch.StartNew();
        Expanded expanded;
        try
        {
            if (expansion.Violation is { } violation)
                throw violation;
            expanded = await expansion.ExpandAsync(cancellationToken).ConfigureAwait(false);
            if (expanded.Parts.Count == 0 && await expansion.CheckExistenceAsync(cancellationToken).ConfigureAwait(false) is { } missing)
                throw missing;
        }
        catch (AdminException e)
        {
            whole.Fail(ChangeOutcome.Failed, RunContext.Name(context.GuardViolation(expansion) ?? e, whole));
            context.Finish(slot, status, whole, watch);
            return;
        }
        catch (OperationCanceledException)
        {
            context.Finish(slot, status, RunContext.Skip(whole), watch);
            return;
        }

        if (expanded.Parts.Count == 0)
        {
            whole.Update(expanded.Nothing!);
            whole.AfterState = expanded.Nothing;
            whole.Prove(ChangeOutcome.AlreadyInState);
            context.Finish(slot, status, whole, watch);
            return;
        }

        ChangeSlot[] parts = slot.Split(expanded.Parts.Select(p => p.Operation));
        var sent = new List<(ChangeSlot Slot, SentOperation Sent)>();
        for (int index = 0; index < parts.Length; index++)
        {
            (Operation operation, State before) = expanded.Parts[index];
            Change notStarted = parts[index].NotStarted();
            notStarted.Update(before);
            notStarted.Parts = parts.Length;
            if (!status.MayStart(notStarted))
            {
                parts[index].Finish(notStarted);
                continue;
            }

            SentOperation one = await _operations.RunAsync(operation, notStarted, before, options with { Verify = false }, parts[index].Start, cancellationToken).ConfigureAwait(false);
            context.Finish(parts[index], status, one.Change);
            if (one.Change is { Outcome: ChangeOutcome.Changed, Verified: null })
                sent.Add((parts[index], one));
        }

        if (options.Verify && sent.Count > 0)
            await VerifyTogetherAsync(expansion, sent, status, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the list of an expansion back, once for all that were sent, and again while one of them is not as wanted.</summary>
    private async Task VerifyTogetherAsync(Expansion expansion, List<(ChangeSlot Slot, SentOperation Sent)> sent, RunStatus status, CancellationToken cancellationToken)
    {
        List<Operation> operations = sent.ConvertAll(s => s.Sent.Operation);
        IReadOnlyList<State> states = [];
        AdminException? failure = null;
        try
        {
            foreach (TimeSpan delay in (TimeSpan[])[TimeSpan.Zero, .. operations[0].VerificationDelays])
            {
                if (delay > TimeSpan.Zero)
                    await context.Clock.Delay(delay, cancellationToken).ConfigureAwait(false);
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
            (ChangeSlot slot, SentOperation one) = sent[index];
            if (failure is null)
                OperationRun.Judge(one.Change, one.Operation, states[index]);
            else
                RunContext.FailToProve(one.Change, one.Operation, failure);
            RunContext.End(one.Record, one.Change);
            context.Finish(slot, status, one.Change);
        }
    }
}
