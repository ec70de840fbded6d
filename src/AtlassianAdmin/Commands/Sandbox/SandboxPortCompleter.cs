using System.Collections;
using System.Globalization;
using System.Management.Automation.Language;

namespace AtlassianAdmin.Commands.Sandbox;

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
