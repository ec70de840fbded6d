using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Engine;

/// <summary>
/// Looks for <c>-PipelineVariable</c> in the pipeline that a cmdlet runs in. Whoever reads such a variable downstream means the row
/// that is worked on, so nothing may be read ahead. What the text does not show, such as a splatted parameter, is not found.
/// </summary>
internal static class UpstreamVariable
{
    // PowerShell takes every beginning of the name that is clear.
    private static readonly Regex Parameter = new(@"(?<=^|[\s)}])-(?:pv|pi(?:p(?:e(?:l(?:i(?:n(?:e(?:v[a-z]*)?)?)?)?)?)?)?)(?=[\s:])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>True when the pipeline that begins now has such a variable. Asked for while the pipeline begins: later its upstream commands are on the call stack.</summary>
    public static bool IsThere() => Parameter.IsMatch(Pipeline() ?? "");

    /// <summary>The text of the statement that is being run; null when it cannot be seen.</summary>
    private static string? Pipeline()
    {
        try
        {
            return Runspace.DefaultRunspace?.Debugger?.GetCallStack().FirstOrDefault()?.Position?.Text;
        }
        catch (Exception e) when (e is PSNotSupportedException or PSInvalidOperationException or NotImplementedException or NullReferenceException)
        {
            // A host without a call stack.
            return null;
        }
    }
}
