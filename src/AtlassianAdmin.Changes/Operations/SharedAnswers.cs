using System.Collections.Concurrent;

namespace AtlassianAdmin.Changes.Operations;

/// <summary>What the operations of one command ask alike is asked once.</summary>
internal sealed class SharedAnswers
{
    private readonly ConcurrentDictionary<string, Lazy<Task<object>>> _asked = new(StringComparer.Ordinal);

    /// <summary>The answer to a question. One that fails is asked again by who comes next.</summary>
    /// <param name="question">What tells questions apart.</param>
    /// <param name="ask">Asks it.</param>
    public async Task<T> GetAsync<T>(string question, Func<Task<T>> ask)
        where T : class
    {
        Lazy<Task<object>> asked = _asked.GetOrAdd(question, _ => new Lazy<Task<object>>(async () => await ask().ConfigureAwait(false)));
        try
        {
            return (T)await asked.Value.ConfigureAwait(false);
        }
        catch (Exception e) when (e is AdminException or OperationCanceledException)
        {
            ((ICollection<KeyValuePair<string, Lazy<Task<object>>>>)_asked).Remove(new(question, asked));
            throw;
        }
    }
}
