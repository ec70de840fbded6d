using System.Collections;
using System.Management.Automation.Language;

namespace AtlassianAdmin.Binding;

/// <summary>Completes the IANA names of the time zones that this machine knows; Windows knows them by names of its own, which the service does not take.</summary>
public sealed class TimeZoneCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(
            wordToComplete,
            TimeZoneInfo.GetSystemTimeZones().Where(z => z.Id.IndexOf('/') > 0).OrderBy(z => z.Id, StringComparer.Ordinal).Select(z => (z.Id, z.DisplayName)));
}
