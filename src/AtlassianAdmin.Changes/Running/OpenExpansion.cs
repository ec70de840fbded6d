using AtlassianAdmin.Changes.Reading;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Running;

/// <summary>The changes of an expansion that still have to be read back: their list is read once for all of them.</summary>
internal sealed class OpenExpansion(RunContext context, Expansion expansion, IReadOnlyList<(ChangeSlot Slot, SentOperation Sent)> sent, RunStatus status) : OpenProof
{
    public override (string AccountId, string? Email) Person => (sent[0].Sent.Change.AccountId, sent[0].Sent.Change.Email);

    public override TokenProofs? Tokens => expansion.TokenProofs;

    public override async Task CloseAsync(User? page, TokenList? tokens, CancellationToken cancellationToken)
    {
        List<Operation> operations = sent.Select(s => s.Sent.Operation).ToList();
        IReadOnlyList<State>? states = null;
        AdminException? failure = null;
        try
        {
            if (tokens is not null && expansion.ProofIn(tokens, operations) is { } proven)
            {
                RequestScope.NoteSaved();
                states = proven;
            }
            else
            {
                states = await ReadBackAsync(operations, cancellationToken).ConfigureAwait(false);
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
            if (states is not null)
                OperationRun.Judge(one.Change, one.Operation, states[index]);
            else
                RunContext.FailToProve(one.Change, one.Operation, failure!);
            RunContext.End(one.Record, one.Change);
            context.Finish(slot, status, one.Change);
        }
    }

    /// <summary>Reads the list, and again while one of them is not as wanted: a service may be a moment behind.</summary>
    private async Task<IReadOnlyList<State>> ReadBackAsync(List<Operation> operations, CancellationToken cancellationToken)
    {
        IReadOnlyList<State> states = await expansion.ReadAsync(operations, cancellationToken).ConfigureAwait(false);
        foreach (TimeSpan delay in operations[0].VerificationDelays)
        {
            if (operations.Select((operation, index) => operation.IsReached(states[index])).All(reached => reached))
                break;
            await context.Clock.Delay(delay, cancellationToken).ConfigureAwait(false);
            states = await expansion.ReadAsync(operations, cancellationToken).ConfigureAwait(false);
        }

        return states;
    }
}
