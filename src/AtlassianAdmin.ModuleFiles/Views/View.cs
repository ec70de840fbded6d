using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace AtlassianAdmin.ModuleFiles.Views;

/// <summary>How objects of one type are shown.</summary>
/// <param name="type">The name of the type, without its namespace.</param>
/// <param name="file">The file of this declaration, for errors.</param>
/// <param name="line">The line of this declaration, for errors.</param>
internal sealed class View(string type, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
{
    public string Type => type;

    public string File => file;

    public int Line => line;

    /// <summary>What comes before each group of rows; null for a table without groups.</summary>
    public Column? GroupBy { get; init; }

    public required IReadOnlyList<Column> Table { get; init; }

    /// <summary>Whether the table breaks a long cell into lines instead of cutting it.</summary>
    public bool Wraps { get; init; }

    /// <summary>The properties in a list. Times are shown as UTC, the same in every culture.</summary>
    public required IReadOnlyList<string> List { get; init; }

    /// <summary>The property with the text that is shown unless a table or a list is asked for; null for none.</summary>
    public string? Text { get; init; }
}
