using System.Collections;
using System.Management.Automation.Language;

namespace AtlassianAdmin.Binding;

/// <summary>Offers nothing where the text is free: without it, PowerShell offers the names of files.</summary>
public sealed class FreeTextCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}
