using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Keys;

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
