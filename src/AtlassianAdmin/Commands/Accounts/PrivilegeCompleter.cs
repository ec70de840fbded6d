using System.Collections;
using System.Management.Automation.Language;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Reviews.Diagnosis;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Completes the service's names of privileges.</summary>
public sealed class PrivilegeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, Privilege.All.Select(p => (p, PermissionRows.Gerund(p))));
}
