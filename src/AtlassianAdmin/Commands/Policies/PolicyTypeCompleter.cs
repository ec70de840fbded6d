using System.Collections;
using System.Management.Automation.Language;
using AtlassianAdmin.Client.Policies;

namespace AtlassianAdmin.Commands.Policies;

/// <summary>Completes the types of policies that the vendor documents.</summary>
public sealed class PolicyTypeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, PolicyType.Known.All.Select(type => (type, type)));
}
