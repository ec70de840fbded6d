using System.Diagnostics;

namespace AtlassianAdmin.Changes.Running;

/// <summary>Runs what expands into several operations: their list is read once before, and once afterwards.</summary>
internal sealed class ExpansionRun(RunContext context)
{
    private readonly OperationRun _operations = new(context);

    /// <returns>What is left to be read back; null for nothing.</returns>
    public async Task<OpenProof?> RunAsync(ChangeSlot slot, Change whole, RunOptions options, RunStatus status, Doubt doubt, CancellationToken cancellationToken)
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
            return null;
        }
        catch (OperationCanceledException)
        {
            context.Finish(slot, status, RunContext.Skip(whole), watch);
            return null;
        }

        if (expanded.Parts.Count == 0)
        {
            whole.Update(expanded.Nothing!);
            whole.AfterState = expanded.Nothing;
            whole.Prove(ChangeOutcome.AlreadyInState);
            context.Finish(slot, status, whole, watch);
            return null;
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

            SentOperation one = await _operations.RunAsync(operation, notStarted, before, options with { Verify = false }, parts[index].Start, doubt, cancellationToken).ConfigureAwait(false);
            context.Finish(parts[index], status, one.Change);
            if (one.Change is { Outcome: ChangeOutcome.Changed, Verified: null })
                sent.Add((parts[index], one));
        }

        if (!options.Verify || sent.Count == 0)
            return null;
        var open = new OpenExpansion(context, expansion, sent, status);
        if (options.LeavesProof && open.Tokens is not null)
            return open;
        await open.CloseAsync(page: null, tokens: null, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
