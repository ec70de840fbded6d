namespace AtlassianAdmin.Changes.Journal;

/// <summary>What is wrong with a line of a journal.</summary>
public enum JournalFaultKind : long
{
    /// <summary>It is no whole line of a journal.</summary>
    Unreadable,

    /// <summary>It does not say what was written.</summary>
    Altered,

    /// <summary>The line before it was taken out.</summary>
    Missing,

    /// <summary>It stands in another place than it was written to, or twice.</summary>
    Reordered,

    /// <summary>The hash that was kept elsewhere is not in the journal: its end was cut off, or it was written anew.</summary>
    CutOff,
}

/// <summary>Something that is not as it was written in a journal.</summary>
public sealed class JournalFault
{
    internal JournalFault(int line, JournalFaultKind kind, string message)
    {
        Line = line;
        Kind = kind;
        Message = message;
    }

    /// <summary>The number of the line, from 1.</summary>
    public int Line { get; }

    /// <summary>What it is.</summary>
    public JournalFaultKind Kind { get; }

    /// <summary>The same in a sentence.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => Message;
}
