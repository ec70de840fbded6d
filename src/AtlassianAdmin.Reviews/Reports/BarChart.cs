namespace AtlassianAdmin.Reviews.Reports;

/// <summary>Bars, one below the other, each of one or several parts.</summary>
public sealed class BarChart
{
    internal BarChart(string title, IReadOnlyList<string> parts, IReadOnlyList<Bar> bars)
    {
        Title = title;
        Parts = parts;
        Bars = bars;
    }

    /// <summary>What the bars show.</summary>
    public string Title { get; }

    /// <summary>What the parts of each bar are; one name when the bars are whole.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>The bars, from the top.</summary>
    public IReadOnlyList<Bar> Bars { get; }

    /// <summary>The same in words, for who does not see it.</summary>
    public string Description =>
        string.Join("; ", Bars.Select(b => Parts.Count == 1
            ? $"{b.Label}: {b.Total}"
            : $"{b.Label}: {b.Total} ({string.Join(", ", Parts.Select((part, index) => $"{part} {b.Values[index]}"))})")) + ".";
}

/// <summary>One bar.</summary>
public sealed class Bar
{
    internal Bar(string label, bool isProblem, params int[] values)
    {
        Label = label;
        IsProblem = isProblem;
        Values = values;
    }

    /// <summary>What was counted.</summary>
    public string Label { get; }

    /// <summary>True when one is one too many.</summary>
    public bool IsProblem { get; }

    /// <summary>How many, for each part.</summary>
    public IReadOnlyList<int> Values { get; }

    /// <summary>How many in all.</summary>
    public int Total => Values.Sum();
}
