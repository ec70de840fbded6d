using System.Collections;
using System.Management.Automation.Language;

namespace AtlassianAdmin.Binding;

/// <summary>Completes the names of the open connections.</summary>
public sealed class ConnectionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, (RunspaceState.Latest?.Connections ?? []).Select(c => (c.Name, c.DisplayName)));
}
