using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace AtlassianAdmin.Changes;

/// <summary>Works on many items at once and hands their results out in input order. Items with the same key never overlap and keep their order.</summary>
public static class OrderedWork
{
    /// <summary>Starts the work.</summary>
    /// <typeparam name="TItem">What is worked on.</typeparam>
    /// <typeparam name="TResult">What comes of it.</typeparam>
    /// <param name="items">The items, in order.</param>
    /// <param name="degree">How many are worked on at once.</param>
    /// <param name="key">What must not overlap; null for an item that nothing else concerns.</param>
    /// <param name="work">The work on one item; it reports its failures in its result.</param>
    /// <returns>One task for each item, in input order; each ends when its item is done.</returns>
    public static IReadOnlyList<Task<TResult>> Start<TItem, TResult>(
        IReadOnlyList<TItem> items, int degree, Func<TItem, string?> key, Func<TItem, Task<TResult>> work)
    {
        var results = items.Select(_ => new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        Task[] predecessors = Predecessors(items, key, results);
        int taken = -1;
        for (int worker = 0; worker < Math.Min(degree, items.Count); worker++)
            _ = Task.Run(WorkAsync);
        return results.Select(r => r.Task).ToList();

        async Task WorkAsync()
        {
            // Items are taken in order, so whatever an item waits for has been taken before it.
            for (int index = Interlocked.Increment(ref taken); index < items.Count; index = Interlocked.Increment(ref taken))
            {
                try
                {
                    await Task.WhenAny(predecessors[index]).ConfigureAwait(false);
                    results[index].SetResult(await work(items[index]).ConfigureAwait(false));
                }
                catch (Exception e)
                {
                    results[index].SetException(e);
                }
            }
        }
    }

    private static Task[] Predecessors<TItem, TResult>(
        IReadOnlyList<TItem> items, Func<TItem, string?> key, TaskCompletionSource<TResult>[] results)
    {
        var last = new Dictionary<string, Task>(StringComparer.Ordinal);
        var predecessors = new Task[items.Count];
        for (int index = 0; index < items.Count; index++)
        {
            predecessors[index] = Task.CompletedTask;
            if (key(items[index]) is not { } own)
                continue;
            if (last.TryGetValue(own, out Task? before))
                predecessors[index] = before;
            last[own] = results[index].Task;
        }

        return predecessors;
    }
}
