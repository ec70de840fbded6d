using System.Collections;
using System.Management.Automation.Language;

namespace AtlassianAdmin.Commands.Organizations;

/// <summary>Completes product keys. Source: organization document, product keys; the set is open.</summary>
public sealed class ProductCompleter : IArgumentCompleter
{
    private static readonly string[] Products =
        ["jira-software", "jira-servicedesk", "jira-core", "jira-product-discovery", "confluence", "bitbucket", "trello", "opsgenie", "statuspage"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, Products.Select(p => (p, "")));
}
