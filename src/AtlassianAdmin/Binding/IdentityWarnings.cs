using System.Globalization;

namespace AtlassianAdmin.Binding;

/// <summary>What a list of people should be looked at for although everybody was found: told once a list, with a count.</summary>
internal sealed class IdentityWarnings
{
    private const int MostShown = 3;

    private readonly Finding _nobodys = new();
    private readonly Finding _damaged = new();
    private readonly Finding _otherNames = new();
    private readonly Finding _blank = new();
    private readonly Finding _headers = new();
    private readonly Finding _unreadable = new();
    private readonly HashSet<string> _ignored = new(StringComparer.Ordinal);
    private readonly List<string> _newlyIgnored = [];

    /// <summary>Takes note of a person who was found.</summary>
    public void Note(ResolvedIdentity person)
    {
        if (person.Target is null)
            return;
        foreach (PersonClue clue in person.PassedOver)
            _nobodys.Add(CellText.Show(clue.Value));
        if (person.Identity.Row?.Damaged is { } damaged)
            _damaged.Add(CellText.Show(damaged.Value));
        // Only where the account's name was read anyway: a name is no reason for a request.
        if (!person.Identity.IsCertain && person.Identity.Name is { } name && person.Found?.Name is { } found && !PersonName.Fits(name, found))
            _otherNames.Add($"'{CellText.Show(name)}' is {found} ({person.Found.Email ?? person.Found.Key})");
    }

    /// <summary>Takes note of a row, whoever it means.</summary>
    public void Note(PersonRow row)
    {
        if (row.IsBlank)
            _blank.Add("");
        else if (row.IsHeader)
            _headers.Add("");
        foreach (string column in row.IgnoredPeople.Where(_ignored.Add))
            _newlyIgnored.Add($"'{CellText.Show(column)}'");
    }

    /// <summary>Takes note of one more row that no column names a person of.</summary>
    public void NoteUnreadable() => _unreadable.Add("");

    /// <summary>Takes note of a window of people.</summary>
    public void Note(IEnumerable<ResolvedIdentity> people)
    {
        foreach (ResolvedIdentity person in people)
            Note(person);
    }

    /// <summary>Tells what has come up since the last time.</summary>
    public void WriteTo(Action<string> warn)
    {
        WriteTo(warn, _blank, "{0} blank row was skipped.", "{0} blank rows were skipped.");
        WriteTo(warn, _headers, "{0} row repeats the headers and was skipped.", "{0} rows repeat the headers and were skipped.");
        WriteTo(warn, _unreadable, "{0} more row has the same columns, none of which names a person.", "{0} more rows have the same columns, none of which names a person.");
        if (_newlyIgnored.Count > 0)
        {
            warn($"The {(_newlyIgnored.Count == 1 ? "column" : "columns")} {string.Join(", ", _newlyIgnored)} {(_newlyIgnored.Count == 1 ? "has" : "have")} ids or addresses of people and {(_newlyIgnored.Count == 1 ? "was" : "were")} not read. To name people by it, use -IdentityColumn.");
            _newlyIgnored.Clear();
        }

        WriteTo(warn, _nobodys, "{0} address was not found and was passed over: {1}. Another column names the person.", "{0} addresses were not found and were passed over: {1}. Other columns name these people.");
        WriteTo(warn, _damaged, "Excel has changed {0} account id into a number: {1}. Another column names the person. Import the id column as text.", "Excel has changed {0} account ids into numbers: {1}. Other columns name these people. Import the id column as text.");
        WriteTo(warn, _otherNames, "In {0} row the name does not fit the account: {1}. Check that the columns of the list belong together.", "In {0} rows the name does not fit the account: {1}. Check that the columns of the list belong together.");
    }

    private static void WriteTo(Action<string> warn, Finding finding, string one, string many)
    {
        if (finding.Count == 0)
            return;
        string shown = string.Join(", ", finding.Examples) + (finding.Count > finding.Examples.Count ? ", …" : "");
        warn(string.Format(CultureInfo.InvariantCulture, finding.Count == 1 ? one : many, finding.Count, shown));
        finding.Clear();
    }

    private sealed class Finding
    {
        private readonly List<string> _examples = [];

        public int Count { get; private set; }

        public List<string> Examples => _examples;

        public void Add(string example)
        {
            Count++;
            if (_examples.Count < MostShown)
                _examples.Add(example);
        }

        public void Clear()
        {
            Count = 0;
            _examples.Clear();
        }
    }
}
