using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using AtlassianAdmin.Connections;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Site;

/// <summary>Completes the hosts of the connected sites.</summary>
public sealed class SiteHostCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, RunspaceState.Current.Sites.Select(s => (s.Host, $"as {s.Email}")));
}
