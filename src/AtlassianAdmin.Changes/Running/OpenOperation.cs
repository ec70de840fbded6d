using System.Diagnostics;
using AtlassianAdmin.Changes.Reading;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Running;

/// <summary>A change that still has to be read back.</summary>
internal sealed class OpenOperation(RunContext context, ChangeSlot slot, SentOperation sent, RunStatus status) : OpenProof
{
    public override (string AccountId, string? Email) Person => (sent.Change.AccountId, sent.Change.Email);

    public override IReadOnlyList<string>? Parts => sent.Operation.ProofParts;

    public override async Task CloseAsync(User? page, TokenList? tokens, CancellationToken cancellationToken)
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
