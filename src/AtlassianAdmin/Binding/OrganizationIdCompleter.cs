using System.Collections;
using System.Management.Automation.Language;

namespace AtlassianAdmin.Binding;

/// <summary>Completes the ids of organizations: of those that are connected, and of the stored keys that can be told at once.</summary>
public sealed class OrganizationIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<(string, string)> connected = (RunspaceState.Latest?.Connections ?? []).Select(c => (c.OrganizationId, c.DisplayName));
        return Completions.Of(wordToComplete, connected.Concat(Stored(fakeBoundParameters["Vault"] as string)).GroupBy(o => o.Item1).Select(same => same.First()));
    }

    private static List<(string, string)> Stored(string? vault)
    {
        try
        {
            return AdminKeyVault.ForCompletion(VaultNameCompleter.Patience).ListAtOnce(vault)
                .Where(key => key.OrganizationId is not null)
                .Select(key => (key.OrganizationId!, $"{key.SecretName} in vault {key.VaultName}"))
                .ToList();
        }
        catch (AdminException)
        {
            // Tab is no place for errors.
            return [];
        }
    }
}
