namespace AtlassianAdmin.Binding;

/// <summary>
/// Who a row means. Every column that names a person is read, and a value counts only when it has the form of an id or an
/// address; whether all of them mean one person is for <see cref="IdentityResolver"/> to find out. Nothing here throws.
/// </summary>
internal sealed class PersonRow
{
    // Of what a row names a person by, the lower counts first.
    private const int Strong = 0;
    private const int FromInput = 1;
    private const int LastResort = 2;

    // Our own results have it beside the columns that count, and it says the same.
    private const string OurPerson = "person";

    private const int ForeignId = 3;

    private readonly List<PersonClue> _clues = [];
    private readonly Dictionary<PersonColumn, string> _names = [];
    private readonly List<(string Column, string Value)> _formless = [];
    private readonly List<string> _empty = [];
    private readonly List<string> _newEmails = [];
    private readonly List<string> _ignoredPeople = [];

    private PersonRow(IReadOnlyList<string> columns) => Columns = columns;

    /// <summary>The columns, as the row has them.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What names the person, ids first.</summary>
    public IReadOnlyList<PersonClue> Clues => _clues;

    /// <summary>The display name that the row tells; null when it tells none.</summary>
    public string? Name { get; private set; }

    /// <summary>The addresses that the person is to have, as the row tells them; more than one is one too many.</summary>
    public IReadOnlyList<string> NewEmails => _newEmails;

    /// <summary>What Excel has made of an account id; null when it has spoiled none.</summary>
    public PersonClue? Damaged { get; private set; }

    /// <summary>Columns that are not read although they have ids or addresses of people in them.</summary>
    public IReadOnlyList<string> IgnoredPeople => NamesPeople ? _ignoredPeople.FindAll(c => FoldedText.Of(c) != OurPerson) : _ignoredPeople;

    /// <summary>True when no cell has anything in it.</summary>
    public bool IsBlank { get; private set; }

    /// <summary>True when the row only repeats the headers.</summary>
    public bool IsHeader { get; private set; }

    /// <summary>True when a column names people, whatever is in it.</summary>
    public bool NamesPeople { get; private set; }

    /// <summary>The cell that stands for the row in results.</summary>
    public string Input { get; private set; } = "";

    /// <summary>Why the row names nobody; null when it names somebody.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads a row.</summary>
    /// <param name="cells">Its columns and what is in them.</param>
    /// <param name="identityColumn">The only column that names the person; null for those whose headers say so.</param>
    public static PersonRow Read(IReadOnlyList<KeyValuePair<string, string?>> cells, string? identityColumn = null)
    {
        var row = new PersonRow(cells.Select(c => CellText.Clean(c.Key)).ToList());
        string? only = identityColumn is null ? null : FoldedText.Of(identityColumn);
        int filled = 0;
        int repeated = 0;
        foreach (KeyValuePair<string, string?> cell in cells)
        {
            string value = CellText.Clean(cell.Value);
            filled += value.Length > 0 ? 1 : 0;
            repeated += value.Length > 0 && FoldedText.Of(value) == FoldedText.Of(cell.Key) ? 1 : 0;
            PersonColumn column = PersonColumns.Find(cell.Key);
            // Named by the command, a column is the only one, whatever its header says.
            if (only is not null)
                column = FoldedText.Of(cell.Key) == only ? PersonColumn.AccountId : column.CanName() ? PersonColumn.SomebodyElse : column;
            row.Take(column, CellText.Clean(cell.Key), value);
        }

        row.IsBlank = filled == 0 && cells.Count > 0;
        row.IsHeader = filled > 0 && repeated == filled && row.NamesPeople;
        row.Finish(identityColumn);
        return row;
    }

    private void Take(PersonColumn column, string header, string value)
    {
        if (!column.CanName())
        {
            if (value.Length > 0 && column is PersonColumn.Name or PersonColumn.GivenName or PersonColumn.FamilyName)
                TakeName(column, value);
            if (value.Length > 0 && column == PersonColumn.NewEmail && !_newEmails.Contains(value, StringComparer.OrdinalIgnoreCase))
                _newEmails.Add(value);
            if (column == PersonColumn.Other && (CellText.ReadEmail(value, out _) ?? CellText.ReadAccountId(value)) is not null)
                _ignoredPeople.Add(header);
            return;
        }

        NamesPeople = true;
        if (value.Length == 0)
        {
            _empty.Add(header);
            return;
        }

        bool counts = false;
        foreach (string part in CellText.Split(value))
            counts |= TakeValue(column, header, part);
        if (!counts)
            _formless.Add((header, value));
    }

    /// <summary>Takes what a cell, or one of several addresses in it, says.</summary>
    /// <returns>False when the value has no form that counts.</returns>
    private bool TakeValue(PersonColumn column, string header, string value)
    {
        int rank = column switch
        {
            PersonColumn.Input => FromInput,
            PersonColumn.LastResort or PersonColumn.UserName or PersonColumn.ExternalId => LastResort,
            PersonColumn.Id => ForeignId,
            _ => Strong,
        };
        bool hasForm = column is not (PersonColumn.ScimUserId or PersonColumn.ExternalId) && TakeForm(column, header, value, rank);
        // What only a SCIM directory understands.
        switch (column)
        {
            case PersonColumn.ScimUserId:
                Add(ClueKind.ScimUserId, value, header, Strong);
                return true;
            case PersonColumn.ExternalId:
                Add(ClueKind.ExternalId, value, header, rank);
                return true;
            case PersonColumn.UserName when value.Any(char.IsWhiteSpace):
                // In exports of admin.atlassian.com this is the display name.
                TakeName(PersonColumn.Name, value);
                return hasForm;
            case PersonColumn.UserName:
                Add(ClueKind.UserName, value, header, Strong);
                return true;
            case PersonColumn.LastResort or PersonColumn.Id or PersonColumn.Identity when !hasForm:
                Add(ClueKind.Text, value, header, Math.Max(rank, FromInput));
                return false;
            default:
                return hasForm;
        }
    }

    private bool TakeForm(PersonColumn column, string header, string value, int rank)
    {
        if (CellText.ReadEmail(value, out string? name) is { } email)
        {
            Add(ClueKind.Email, email, header, rank);
            if (name is not null && rank == Strong)
                TakeName(PersonColumn.Name, name);
            return true;
        }

        bool isId = column is PersonColumn.AccountId or PersonColumn.UserId or PersonColumn.Id or PersonColumn.Identity or PersonColumn.Input;
        if (isId && CellText.IsDamaged(value))
        {
            Damaged ??= new PersonClue(ClueKind.AccountId, value, header, rank);
            return false;
        }

        if ((CellText.ReadAccountId(value) ?? (column == PersonColumn.AccountId && CellText.IsAnyAccountId(value) ? value : null)) is not { } id)
            return false;
        Add(ClueKind.AccountId, id, header, rank);
        return true;
    }

    private void TakeName(PersonColumn part, string name)
    {
        if (!_names.ContainsKey(part))
            _names.Add(part, name);
    }

    private void Add(ClueKind kind, string value, string header, int rank)
    {
        if (!_clues.Any(c => c.Kind == kind && c.Rank == rank && string.Equals(c.Value, value, StringComparison.OrdinalIgnoreCase)))
            _clues.Add(new PersonClue(kind, value, header, rank));
    }

    private void Finish(string? identityColumn)
    {
        // Ids cost no search, and decide which of several people with one address is meant.
        List<PersonClue> ordered = _clues.OrderBy(c => c.Rank).ThenBy(c => c.Kind).ToList();
        _clues.Clear();
        _clues.AddRange(ordered);
        Name = _names.TryGetValue(PersonColumn.Name, out string? whole) ? whole
            : _names.TryGetValue(PersonColumn.GivenName, out string? given) && _names.TryGetValue(PersonColumn.FamilyName, out string? family) ? $"{given} {family}"
            : null;
        PersonClue? first = _clues.FirstOrDefault(c => c.Kind is ClueKind.AccountId or ClueKind.Email) ?? _clues.FirstOrDefault() ?? Damaged;
        Input = CellText.Show(first?.Value ?? (_formless.Count > 0 ? _formless[0].Value : ListColumns.Show(Columns)));
        if (_clues.Any(c => c.Kind is ClueKind.AccountId or ClueKind.Email))
            return;
        Fault = Damaged is { } damaged ? DamageOf(damaged)
            : _formless.Count > 0 ? $"the column {CellText.Show(_formless[0].Column)} has '{CellText.Show(_formless[0].Value)}', which has the form of neither"
            : _clues.Count > 0 ? $"the column {CellText.Show(_clues[0].Column!)} has '{CellText.Show(_clues[0].Value)}', which names no account"
            : _empty.Count > 0 ? $"the column {CellText.Show(string.Join(", ", _empty))} is empty"
            : $"{(identityColumn is null ? "no column names a person" : $"there is no column '{CellText.Show(identityColumn)}'")}. {ListColumns.Tell(Columns, header => PersonColumns.Find(header).CanName())}";
    }

    /// <summary>What is told of an id that Excel has made a number of.</summary>
    public static string DamageOf(PersonClue damaged) =>
        $"Excel has changed the account id{(damaged.Column is null ? "" : $" in the column {CellText.Show(damaged.Column)}")} into the number '{CellText.Show(damaged.Value)}'. Export the list again and import that column as text";
}
