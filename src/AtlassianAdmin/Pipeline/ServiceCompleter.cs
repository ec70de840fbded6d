using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using AtlassianAdmin.Connections;
using AtlassianAdmin.Errors;

namespace AtlassianAdmin.Pipeline;

/// <summary>Completes what only the service knows: asked once for each connection, and never for longer than two seconds.</summary>
public abstract class ServiceCompleter : IArgumentCompleter
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        AtlassianConnection? connection = fakeBoundParameters["Connection"] switch
        {
            AtlassianConnection given => given,
            string name => RunspaceState.Current.Find(name),
            _ => RunspaceState.Current.CurrentConnection,
        };
        return connection is null || connection.IsClosed ? [] : Completions.Of(wordToComplete, Known(connection));
    }

    /// <summary>Asks the service; by default nothing, for those whom another service of the connection answers.</summary>
    private protected virtual Task<List<(string Value, string Tip)>> AskAsync(AdminClient client, CancellationToken cancellationToken) =>
        Task.FromResult(new List<(string, string)>());

    /// <summary>Asks whichever service of the connection knows.</summary>
    private protected virtual Task<List<(string Value, string Tip)>> AskAsync(AtlassianConnection connection, CancellationToken cancellationToken) =>
        AskAsync(connection.Client, cancellationToken);

    private IEnumerable<(string Value, string Tip)> Known(AtlassianConnection connection)
    {
        if (connection.Completions.TryGetValue(GetType(), out IReadOnlyList<(string, string)>? cached))
            return cached;
        using var cap = new CancellationTokenSource(LongestWait);
        try
        {
            Task<List<(string, string)>> asked = Task.Run(() => AskAsync(connection, cap.Token));
            if (!asked.Wait(LongestWait))
                return [];
            connection.Completions[GetType()] = asked.Result;
            return asked.Result;
        }
        catch (AggregateException e) when (e.InnerExceptions.All(i => i is AdminException or OperationCanceledException))
        {
            // Nobody wants an error for a press of the Tab key.
            return [];
        }
    }
}
