using System.Collections;
using System.Management.Automation.Language;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Binding;

/// <summary>Completes people by what is typed of their name or e-mail address, as far as the service tells them in time.</summary>
public sealed class PersonCompleter : IArgumentCompleter
{
    // One letter fits too many to choose from.
    private const int ShortestWord = 2;
    private const int Most = 20;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = Completions.Bare(wordToComplete);
        AtlassianConnection? connection = fakeBoundParameters["Connection"] switch
        {
            AtlassianConnection given => given,
            string name => RunspaceState.Latest?.Find(name),
            _ => RunspaceState.Latest?.CurrentConnection,
        };
        using IDisposable? lease = word.Length < ShortestWord ? null : connection?.Lifetime.TryLease();
        return lease is null ? [] : Completions.All(CompletionCache.Ask(cancel => FindAsync(connection!.Client, word, cancel)) ?? []);
    }

    private static async Task<List<(string Value, string Tip)>> FindAsync(AdminClient client, string word, CancellationToken cancellationToken)
    {
        var search = new UserSearch { SearchTerm = word, Limit = Most };
        List<User> people = await Paging.ToListAsync(client.Users.SearchAsync(search, Most, cancellationToken)).ConfigureAwait(false);
        return people.ConvertAll(p => (p.Email ?? p.AccountId, $"{p.Name} ({p.Status})"));
    }
}
