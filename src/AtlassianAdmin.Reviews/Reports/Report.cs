namespace AtlassianAdmin.Reviews.Reports;

/// <summary>What a report says, before it is a page or a table: plain text everywhere, and no markup.</summary>
public sealed class Report
{
    /// <summary>The heading.</summary>
    public string Title { get; internal init; } = "";

    /// <summary>One or two sentences that say what it all comes to.</summary>
    public string Summary { get; internal init; } = "";

    /// <summary>Which organization, when, by whom and why; in the order of telling.</summary>
    public IReadOnlyList<ReportFact> Facts { get; internal init; } = [];

    /// <summary>The numbers to look at first.</summary>
    public IReadOnlyList<ReportTotal> Totals { get; internal init; } = [];

    /// <summary>What people would rather look at than read.</summary>
    public IReadOnlyList<BarChart> Charts { get; internal init; } = [];

    /// <summary>What needs somebody, with the remedy; null when there is no such thing in this kind of report.</summary>
    public ReportTable? Problems { get; internal init; }

    /// <summary>One row a person, before the details; null when there is no such thing in this kind of report.</summary>
    public ReportTable? People { get; internal init; }

    /// <summary>Everything, one row each.</summary>
    public ReportTable Details { get; internal init; } = new("", [], []);
}

/// <summary>A fact about a report, such as the organization.</summary>
public sealed class ReportFact
{
    internal ReportFact(string label, string value)
    {
        Label = label;
        Value = value;
    }

    /// <summary>What it is.</summary>
    public string Label { get; }

    /// <summary>What it says.</summary>
    public string Value { get; }
}

/// <summary>A number to look at first.</summary>
public sealed class ReportTotal
{
    internal ReportTotal(string label, int count, bool isProblem = false)
    {
        Label = label;
        Count = count;
        IsProblem = isProblem;
    }

    /// <summary>What was counted.</summary>
    public string Label { get; }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>True when one is one too many.</summary>
    public bool IsProblem { get; }
}

/// <summary>A table of plain text.</summary>
public sealed class ReportTable
{
    internal ReportTable(string caption, IReadOnlyList<ReportColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Caption = caption;
        Columns = columns;
        Rows = rows;
    }

    /// <summary>What the rows are.</summary>
    public string Caption { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<ReportColumn> Columns { get; }

    /// <summary>The rows; each has a text for each column.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>Makes a table out of things.</summary>
    internal static ReportTable Of<T>(string caption, IEnumerable<T> items, params (ReportColumn Column, Func<T, string?> Value)[] columns)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (T item in items)
            rows.Add(Array.ConvertAll(columns, c => c.Value(item) ?? ""));
        return new ReportTable(caption, Array.ConvertAll(columns, c => c.Column), rows);
    }
}

/// <summary>A column of a table.</summary>
public sealed class ReportColumn
{
    internal ReportColumn(string name, ReportColumnKind kind = ReportColumnKind.Text)
    {
        Name = name;
        Kind = kind;
    }

    /// <summary>Its heading, which is the name of the property in the CSV.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public ReportColumnKind Kind { get; }
}

/// <summary>What a column holds, which is how a page shows it.</summary>
public enum ReportColumnKind : long
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>Who or what a row is about, with more of it in a second line: its header.</summary>
    Subject,

    /// <summary>An id, which may be broken anywhere.</summary>
    Id,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day or a word, which is not to be broken.</summary>
    Word,

    /// <summary>Something to type at a prompt.</summary>
    Command,

    /// <summary>For a program rather than for a reader: in the CSV, not on the page.</summary>
    Data,
}
