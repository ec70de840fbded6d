using System.Collections;
using System.Management.Automation.Language;
using AtlassianAdmin.Sandbox.Faults;

namespace AtlassianAdmin.Commands.Sandbox;

/// <summary>Completes what can go wrong in a simulated organization.</summary>
public sealed class SandboxFaultCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(
            wordToComplete,
            [("429", "too many requests"), ("500", "the service fails"), ("503", "the service is busy"), .. SandboxFault.Names.Select(name => (name, Explained(name)))]);

    private static string Explained(string name) => name switch
    {
        nameof(SandboxFaultKind.ResetBefore) => "the connection breaks before the change",
        nameof(SandboxFaultKind.ResetAfter) => "the connection breaks after the change",
        nameof(SandboxFaultKind.Html) => "a page for people comes in place of the answer",
        nameof(SandboxFaultKind.Slow) => "the answer comes 5 seconds late",
        _ => "the change is made and the answer ends in the middle",
    };
}
