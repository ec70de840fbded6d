namespace AtlassianAdmin.Binding;

/// <summary>The groups of one command, as they come: a list of which no column names groups is one error.</summary>
internal sealed class GroupList
{
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private int _more;

    /// <summary>Those of the given that are to be looked up.</summary>
    public IEnumerable<T> Take<T>(IEnumerable<T> given)
        where T : Reference
    {
        foreach (T reference in given)
        {
            // The first such row is told, with the columns of all of them.
            if (reference.UnreadColumns is not { } columns || _unreadable.Add(string.Join("\n", columns)))
                yield return reference;
            else
                _more++;
        }
    }

    /// <summary>Tells how many rows were no error of their own.</summary>
    public void WriteTo(Action<string> warn)
    {
        if (_more > 0)
            warn($"{_more} more {(_more == 1 ? "row has" : "rows have")} the same columns, none of which names a group.");
        _more = 0;
    }
}
