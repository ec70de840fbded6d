namespace AtlassianAdmin.ModuleFiles.Views;

/// <summary>
/// A column of a table, an item of a list, or what a table is grouped by. Its heading is the name of its property, so that
/// Sort-Object, Group-Object and Where-Object take what people see.
/// </summary>
internal sealed record Column
{
    // As text: in the last step of a job, all that is left of a time is what ToString made of it.
    private const string FromText = "if ($t -is [string]) { $t = [datetimeoffset]$t }";

    private Column(string name, int? width)
    {
        Name = name;
        Width = width;
    }

    /// <summary>The property that is shown, and the heading.</summary>
    public string Name { get; }

    /// <summary>The width; null for a share of what is left.</summary>
    public int? Width { get; }

    /// <summary>What makes the shown text of the property; null for the property as it is.</summary>
    public string? Script { get; private init; }

    /// <summary>Whether the property must be a time.</summary>
    public bool IsTime { get; private init; }

    public bool IsRightAligned { get; private init; }

    /// <summary>Whether a narrow window may do without it: an id, never who, what or until when.</summary>
    public bool Yields { get; private init; }

    /// <summary>Whether the script makes a text, which may be anybody's.</summary>
    public bool IsText { get; private init; }

    /// <summary>A property as it is.</summary>
    public static Column Property(string name, int? width = null) => new(name, width);

    /// <summary>A property as it is, where there is room for it beside the others; the last column.</summary>
    public static Column Yielding(string name) => new(name, null) { Yields = true };

    /// <summary>A number, on the right side.</summary>
    public static Column Number(string name, int width) => new(name, width) { IsRightAligned = true };

    /// <summary>The elements of a list in one line.</summary>
    public static Column Joined(string name, int? width = null, string separator = ", ") =>
        new(name, width) { Script = $"$_.{name} -join '{separator}'", IsText = true };

    /// <summary>A time as UTC, the same in every culture and for deserialized objects.</summary>
    public static Column Time(string name, int? width = null, string format = "yyyy-MM-dd HH:mm") => Moment(name, width, "UtcDateTime", format + "Z");

    /// <summary>The day of a time, as the object has it.</summary>
    public static Column Day(string name, int? width = null) => Moment(name, width, "DateTime", "yyyy-MM-dd");

    private static Column Moment(string name, int? width, string member, string format) => new(name, width)
    {
        IsTime = true,
        Script = $"if ($t = $_.{name}) {{ {FromText}; $t.{member}.ToString('{format}', [cultureinfo]::InvariantCulture) }}",
    };
}
