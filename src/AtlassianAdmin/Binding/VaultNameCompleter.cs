using System.Collections;
using System.Management.Automation.Language;

namespace AtlassianAdmin.Binding;

/// <summary>Completes the names of the registered vaults.</summary>
public sealed class VaultNameCompleter : IArgumentCompleter
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return Completions.Of(wordToComplete, AdminKeyVault.ForCompletion(Patience).VaultNames()).ToList();
        }
        catch (AdminException)
        {
            // Tab is no place for errors.
            return [];
        }
    }
}
