using System.Collections;
using System.Management.Automation.Language;

namespace AtlassianAdmin.Binding;

/// <summary>Completes true and false as PowerShell writes them.</summary>
public sealed class BooleanCompleter : IArgumentCompleter
{
    private static readonly string[] Values = ["$true", "$false"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Values
            .Where(value => value.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(value, value, CompletionResultType.ParameterValue, value));
}
