using System.Collections;
using System.Globalization;
using System.Management.Automation.Language;

namespace AtlassianAdmin.Binding;

/// <summary>Completes language tags that this machine knows.</summary>
public sealed class LocaleCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(
            wordToComplete,
            CultureInfo.GetCultures(CultureTypes.SpecificCultures).Where(c => c.Name.Length > 0).Select(c => (c.Name, c.EnglishName)));
}
