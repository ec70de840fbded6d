using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Organizations;

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
