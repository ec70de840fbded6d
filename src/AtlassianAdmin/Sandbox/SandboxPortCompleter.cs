using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Sandbox;

/// <summary>Completes the ports of the simulated organizations that are running.</summary>
public sealed class SandboxPortCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(
            wordToComplete,
            AtlassianSandbox.Running.Select(s => (s.Port.ToString(CultureInfo.InvariantCulture), $"{s.UserCount} people at {s.Uri}")));
}
