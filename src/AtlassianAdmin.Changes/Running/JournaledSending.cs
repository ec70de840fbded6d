using System.Collections.Concurrent;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Running;

/// <summary>Sends changes that are kept in a journal.</summary>
internal static class JournaledSending
{
    /// <summary>Records a change that is no person's own, sends it, and records what became of it.</summary>
    /// <param name="journal">The journal; null for none.</param>
    /// <param name="change">What is sent, and for whom or what.</param>
    /// <param name="send">Sends it, and returns how often that was.</param>
    public static Task<int> SendAsync(this IChangeJournal? journal, Change change, Func<Task<int>> send) =>
        journal.SendAsync([change], send, attempts => attempts);

    /// <summary>Records changes that go in one request, sends it, and records what became of each.</summary>
    /// <param name="journal">The journal; null for none.</param>
    /// <param name="changes">What is sent.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="attemptsOf">How often it was sent, by its result.</param>
    public static async Task<T> SendAsync<T>(this IChangeJournal? journal, IReadOnlyList<Change> changes, Func<Task<T>> send, Func<T, int> attemptsOf)
    {
        if (journal is null)
            return await send().ConfigureAwait(false);
        List<IJournaledWrite> records = changes.Select(journal.Begin).ToList();
        try
        {
            T result = await NotingRequestsAsync(changes, send).ConfigureAwait(false);
            foreach (Change change in changes)
            {
                // What the answer told of each is known already where it told it.
                if (change.Outcome == ChangeOutcome.Skipped)
                    change.Outcome = ChangeOutcome.Changed;
                change.Attempts = attemptsOf(result);
            }

            return result;
        }
        catch (AdminException e)
        {
            foreach (Change change in changes)
                change.Fail(e.IsAmbiguous ? ChangeOutcome.Unknown : ChangeOutcome.Failed, e);
            throw;
        }
        catch (RequestStoppedException e)
        {
            foreach (Change change in changes)
                change.AsUnknown(e.MayHaveArrived);
            throw;
        }
        finally
        {
            for (int index = 0; index < changes.Count; index++)
                records[index].Complete(changes[index]);
        }
    }

    /// <summary>Sends, and notes under which ids the service can find the requests.</summary>
    public static async Task<T> NotingRequestsAsync<T>(IReadOnlyList<Change> changes, Func<Task<T>> send)
    {
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
}
