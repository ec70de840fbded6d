using System.Diagnostics;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Running;

/// <summary>A change that was sent and accepted, and still has to be read back.</summary>
internal sealed class OpenProof(RunContext context, ChangeSlot slot, SentOperation sent, RunStatus status)
{
    /// <summary>Whose page would prove it; with the address as it was read before.</summary>
    public (string AccountId, string? Email) Person => (sent.Change.AccountId, sent.Change.Email);

    /// <summary>What the page must be asked for.</summary>
    public IReadOnlyList<string> Parts => sent.Operation.ProofParts!;

    /// <summary>Proves the change by the page when it shows the wanted state; otherwise by reading it directly, and patiently.</summary>
    public async Task CloseAsync(User? page, CancellationToken cancellationToken)
    {
        Change change = sent.Change;
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            if (page is not null && sent.Operation.ProofIn(page) is { } shown)
            {
                RequestScope.NoteSaved();
                OperationRun.Judge(change, sent.Operation, shown);
                await OperationRun.NoteConsequenceAsync(change, sent.Operation, shown, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await new OperationRun(context).VerifyAsync(change, sent.Operation, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (AdminException e)
        {
            RunContext.FailToProve(change, sent.Operation, e);
        }
        catch (OperationCanceledException)
        {
            // Accepted is proven even when reading back was cut short.
        }

        change.Duration += watch.Elapsed;
        RunContext.End(sent.Record, change);
        context.Finish(slot, status, change);
    }
}
