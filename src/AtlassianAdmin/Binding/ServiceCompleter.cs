using System.Collections;
using System.Management.Automation.Language;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Binding;

/// <summary>Completes what only the service knows: asked once for each connection, and never for longer than two seconds.</summary>
public abstract class ServiceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        AtlassianConnection? connection = fakeBoundParameters["Connection"] switch
        {
            AtlassianConnection given => given,
            string name => RunspaceState.Latest?.Find(name),
            _ => RunspaceState.Latest?.CurrentConnection,
        };
        using IDisposable? lease = connection?.Lifetime.TryLease();
        return lease is null ? [] : Completions.Of(wordToComplete, connection!.Completions.Of(GetType(), cancel => AskAsync(connection, cancel)));
    }

    /// <summary>Asks the service; by default nothing, for those whom another service of the connection answers.</summary>
    private protected virtual Task<List<(string Value, string Tip)>> AskAsync(AdminClient client, CancellationToken cancellationToken) =>
        Task.FromResult(new List<(string, string)>());

    /// <summary>Asks whichever service of the connection knows.</summary>
    private protected virtual Task<List<(string Value, string Tip)>> AskAsync(AtlassianConnection connection, CancellationToken cancellationToken) =>
        AskAsync(connection.Client, cancellationToken);
}
