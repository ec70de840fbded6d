namespace AtlassianAdmin.Binding;

/// <summary>Rows that name a person again, as in an export that has one row for each group: what is asked twice is one change.</summary>
internal sealed class RepeatedRows
{
    private readonly HashSet<(string Person, string Asked)> _seen = [];
    private int _repeated;

    /// <summary>Takes note of a person.</summary>
    /// <param name="person">The person, found or not.</param>
    /// <param name="asked">Everything that is asked beside the person.</param>
    /// <returns>True for a row that asks what an earlier row about the same person has asked.</returns>
    public bool Take(ResolvedIdentity person, string asked)
    {
        // A text or an object that is given twice is meant twice, and a row that names nobody is nobody's again.
        if (person.Identity.Row is null || person.Identity.Clues.Count == 0)
            return false;
        string who = person.Target is { } target ? target.ScimUserId ?? target.AccountId : string.Join("\n", person.Identity.Clues);
        if (_seen.Add((who, asked)))
            return false;
        _repeated++;
        return true;
    }

    /// <summary>Tells how many rows were no change of their own.</summary>
    public void WriteTo(Action<string> write)
    {
        if (_repeated > 0)
            write($"{_repeated} {(_repeated == 1 ? "row names" : "rows name")} a person again. Each person is changed once.");
    }
}
