using System.Collections;
using System.Globalization;
using AtlassianAdmin.Reviews.Reviewing;

namespace AtlassianAdmin.Engine;

/// <summary>How a command was asked, as its report tells it.</summary>
internal static class TypedParameters
{
    private const int LongestValue = 200;

    /// <summary>Where a review looks, who asked and how.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="connection">What it works on.</param>
    /// <param name="effective">Values that hold also when nobody typed them.</param>
    public static ReviewContext ContextOf(PSCmdlet cmdlet, AtlassianConnection connection, params (string Name, object Value)[] effective) =>
        new(connection.DisplayName, connection.Operator, Of(cmdlet, effective));

    /// <summary>The parameters as they were typed; what came down the pipeline is left out.</summary>
    public static string Of(PSCmdlet cmdlet, params (string Name, object Value)[] effective)
    {
        IEnumerable<(string Name, object? Value)> typed = cmdlet.MyInvocation.BoundParameters
            .Where(p => p.Key is not (nameof(ConnectedCmdlet.Connection) or "Plan" or "Identity" or "WhatIf" or "Confirm"))
            .Where(p => !PSCmdlet.CommonParameters.Contains(p.Key) && effective.All(e => e.Name != p.Key))
            .Select(p => (Name: p.Key, Value: (object?)p.Value));
        return string.Join("; ", effective.Select(e => (e.Name, Value: (object?)e.Value)).Concat(typed).Select(p => $"{p.Name}={Text(p.Value)}"));
    }

    private static string Text(object? value)
    {
        string text = value switch
        {
            null => "",
            string one => one,
            DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
            IEnumerable many => string.Join(", ", many.Cast<object?>().Select(Text)),
            IFormattable one => one.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        return text.Length <= LongestValue ? text : text.Substring(0, LongestValue) + "…";
    }
}
