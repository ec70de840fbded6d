using System.Collections;
using System.Management.Automation.Language;

namespace AtlassianAdmin.Binding;

/// <summary>Completes the names of stored keys, as far as they can be told at once: from an unlocked SecretStore, never from a vault elsewhere.</summary>
public sealed class SecretNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            string vault = parameterName.StartsWith("Scim", StringComparison.OrdinalIgnoreCase) ? "ScimVault" : "Vault";
            AdminKeyVault keys = AdminKeyVault.ForCompletion(VaultNameCompleter.Patience);
            return Completions.Of(wordToComplete, keys.ListAtOnce(fakeBoundParameters?[vault] as string).Select(k => (k.SecretName, Tip(k)))).ToList();
        }
        catch (AdminException)
        {
            // Tab is no place for errors.
            return [];
        }
    }

    private static string Tip(AtlassianAdminKey key) =>
        key.OrganizationId is null ? $"in vault {key.VaultName}" : $"organization {key.OrganizationId}, in vault {key.VaultName}";
}
