using System.Collections;
using System.Management.Automation.Language;

namespace AtlassianAdmin.Binding;

/// <summary>Completes the names of environment variables; their values are nobody's business here.</summary>
public sealed class EnvironmentVariableCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(
            wordToComplete,
            Environment.GetEnvironmentVariables().Keys.Cast<string>().OrderBy(n => n, StringComparer.OrdinalIgnoreCase).Select(n => (n, "")));
}
