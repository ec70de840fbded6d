using System.Collections;
using System.Management.Automation.Language;

namespace AtlassianAdmin.Binding;

/// <summary>Completes the hosts of the connected sites.</summary>
public sealed class SiteHostCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, (RunspaceState.Latest?.Sites ?? []).Select(s => (s.Host, $"as {s.Email}")));
}
