using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.ModuleFiles.Views;

/// <summary>A column of a table, an item of a list, or what a table is grouped by.</summary>
internal sealed partial record Column
{
    // As text: in the last step of a job, all that is left of a time is what ToString made of it.
    private const string FromText = "if ($t -is [string]) { $t = [datetimeoffset]$t }";

    private Column(string heading, int? width)
    {
        Heading = heading;
        Width = width;
    }

    public string Heading { get; }

    /// <summary>The width; null for what is left. Only the last column should have none.</summary>
    public int? Width { get; }

    /// <summary>The property that is shown; null where a script tells.</summary>
    public string? Name { get; private init; }

    public string? Script { get; private init; }

    /// <summary>Whether the property must be a time.</summary>
    public bool IsTime { get; private init; }

    public bool IsRightAligned { get; private init; }

    /// <summary>Whether the script makes a text, which may be anybody's.</summary>
    public bool IsText { get; private init; }

    /// <summary>The properties that it reads.</summary>
    public IEnumerable<string> Reads => Name is not null ? [Name] : Properties().Matches(Script!).Select(m => m.Groups[1].Value).Distinct();

    /// <summary>A property as it is.</summary>
    public static Column Property(string name, int? width = null, string? heading = null) => new(heading ?? name, width) { Name = name };

    /// <summary>A number, on the right side.</summary>
    public static Column Number(string name, int width, string? heading = null) => new(heading ?? name, width) { Name = name, IsRightAligned = true };

    /// <summary>The first of these properties that is not empty.</summary>
    public static Column FirstOf(string heading, int? width, params IReadOnlyList<string> names) =>
        FromScript(heading, width, string.Join(" else", names.SkipLast(1).Select(n => $"if ($_.{n}) {{ $_.{n} }}")) + $" else {{ $_.{names[^1]} }}");

    /// <summary>The elements of a list in one line.</summary>
    public static Column Joined(string name, int? width = null, string separator = ", ") => FromScript(name, width, $"$_.{name} -join '{separator}'");

    /// <summary>The length of a list.</summary>
    public static Column Count(string name, int width) => new(name, width) { Script = $"$_.{name}.Count" };

    /// <summary>A time as UTC, the same in every culture and for deserialized objects.</summary>
    public static Column Time(string name, int? width = null, string? heading = null, string format = "yyyy-MM-dd HH:mm") =>
        Moment(name, width, heading, "UtcDateTime", format + "Z");

    /// <summary>The day of a time, as the object has it.</summary>
    public static Column Day(string name, int? width = null, string? heading = null) => Moment(name, width, heading, "DateTime", "yyyy-MM-dd");

    /// <summary>The text that a script makes of <c>$_</c>.</summary>
    public static Column FromScript(string heading, int? width, string script) => new(heading, width) { Script = script, IsText = true };

    private static Column Moment(string name, int? width, string? heading, string member, string format) => new(heading ?? name, width)
    {
        IsTime = true,
        Script = $"if ($t = $_.{name}) {{ {FromText}; $t.{member}.ToString('{format}', [cultureinfo]::InvariantCulture) }}",
    };

    [GeneratedRegex(@"\$_\.(\w+)")]
    private static partial Regex Properties();
}
