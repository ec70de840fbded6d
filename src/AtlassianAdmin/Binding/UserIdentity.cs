using System.Net.Mail;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Binding;

/// <summary>
/// Who is meant: an account id, an e-mail address, a person that this module returned, or a row with columns that name a
/// person. Nothing here throws; what cannot be a person is told when the cmdlet comes to it.
/// </summary>
public sealed class UserIdentity
{
    private const string OurName = "AtlassianAdmin";
    private const string Deserialized = "Deserialized." + OurName + ".";

    // Of one of our objects: its record first, then the account, then what it was known by.
    private static readonly string[] OwnColumns = ["ScimUserId", "AccountId", "Email", "Name", "UserName", "Input"];

    private static readonly HashSet<string> ListFiles = new(StringComparer.OrdinalIgnoreCase) { ".csv", ".tsv", ".txt" };

    private bool _isExportedChange;
    private object? _row;
    private object? _source;

    /// <summary>An account id or an e-mail address.</summary>
    public UserIdentity(string text) => TakeText(text);

    /// <summary>
    /// A person or a change of this module, or a row: anything with properties or keys, such as a line of a CSV file, a hashtable
    /// or a user of Active Directory, Entra ID or Exchange.
    /// </summary>
    public UserIdentity(object row)
    {
        Origin = ObjectOrigin.Of(row);
        _source = row;
        switch (row is PSObject wrapped ? wrapped.BaseObject : row)
        {
            case null:
                TakeText(null);
                break;
            case string text:
                TakeText(text);
                break;
            case MailAddress address:
                TakeText(address.Address);
                break;
            case UserIdentity other:
                (Input, AccountId, Email, Name, Fault, Clues) = (other.Input, other.AccountId, other.Email, other.Name, other.Fault, other.Clues);
                (IsObject, IsCertain, Row, _row, _isExportedChange, Origin) = (other.IsObject, other.IsCertain, other.Row, other._row, other._isExportedChange, other.Origin);
                _source = other._source;
                break;
            // Nobody was found for it: the person is known by what was given.
            case Change { AccountId.Length: 0, ScimUserId: null, Email: null, Noun: null } change:
                Change = change;
                TakeText(change.Input);
                IsObject = true;
                break;
            case object value when IsOurs(value):
                Change = value as Change;
                TakeObject(PSObject.AsPSObject(row!));
                break;
            default:
                TakeRow(row!);
                break;
        }
    }

    /// <summary>The identity as it was given, shortened when it is very long; of a row, the cell that names the person.</summary>
    public string Input { get; private set; } = "";

    /// <summary>The account id; null when only something else is known.</summary>
    public string? AccountId { get; private set; }

    /// <summary>The e-mail address; null when not known.</summary>
    public string? Email { get; private set; }

    /// <summary>The display name; null when not known.</summary>
    public string? Name { get; private set; }

    /// <summary>The change that it was made of; null for anything else.</summary>
    internal Change? Change { get; }

    /// <summary>What is wrong with the identity; null when nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Everything that names the person.</summary>
    internal IReadOnlyList<PersonClue> Clues { get; private set; } = [];

    /// <summary>The row; null when the identity is none.</summary>
    internal PersonRow? Row { get; private set; }

    /// <summary>The row as it was given; null where the identity is a text or an object of this module.</summary>
    internal object? GivenRow => IsObject ? null : _row;

    /// <summary>The organization that it comes from; null when that is not known.</summary>
    internal OrganizationOrigin? Origin { get; private set; }

    /// <summary>True when the service itself said that id, e-mail and name belong together.</summary>
    internal bool IsCertain { get; private set; }

    /// <summary>True for a text that has the form of neither an id nor an address, and for an object that is no person.</summary>
    internal bool IsNoPerson => Email is null && (AccountId is null || CellText.ReadAccountId(AccountId) is null) && !Clues.Any(c => c.Kind == ClueKind.ScimUserId);

    /// <summary>True for an object of this module, also one that went through a file or a job.</summary>
    private bool IsObject { get; set; }

    /// <summary>True when a property of that name only tells how things are: of this module's objects and of its exported changes.</summary>
    internal bool IsRecord(string property) => IsObject || (_isExportedChange && property is "Name" or "Organization");

    /// <summary>What the row, or the object, says of whether the person is still there.</summary>
    internal RowState StateAt(DateTimeOffset now) => _source is { } source and not string ? RowState.Of(source, now) : RowState.Of(new Dictionary<string, object?>(), now);

    /// <inheritdoc/>
    public override string ToString() => Input;

    /// <summary>Who is meant by one column of the row only. A text, or an object of this module, has no columns to choose from.</summary>
    internal UserIdentity By(string? column)
    {
        if (column is null || _row is null || IsObject)
            return this;
        var identity = new UserIdentity("") { Origin = Origin, _source = _source };
        identity.TakeRow(_row, column);
        return identity;
    }

    private void TakeText(string? text)
    {
        string given = text?.Trim() ?? "";
        string value = CellText.Clean(given);
        Input = CellText.Show(given);
        if (value.Length == 0)
        {
            Fault = given.Length == 0 ? "it is empty" : $"'{Input}' is empty";
            return;
        }

        if (CellText.ReadEmail(value, out string? name) is { } email)
        {
            (Email, Name) = (email, name);
            Clues = [new(ClueKind.Email, email, Column: null, Rank: 0)];
            return;
        }

        AccountId = CellText.ReadAccountId(value) ?? (value.IndexOf('@') < 0 && CellText.IsAnyAccountId(value) ? value : null);
        // A SCIM directory knows people by names that are neither ids nor addresses.
        Clues = [AccountId is null || CellText.ReadAccountId(value) is null ? new(ClueKind.Text, AccountId ?? value, Column: null, Rank: 0) : new(ClueKind.AccountId, AccountId, Column: null, Rank: 0)];
        Fault = AccountId is not null ? null
            : CellText.IsDamaged(value) ? PersonRow.DamageOf(new(ClueKind.AccountId, value, Column: null, Rank: 0))
            : ListFiles.Contains(System.IO.Path.GetExtension(value)) ? $"'{Input}' is the name of a file. Read the list first, with Import-Csv '{Input}', and pipe it to the command"
            : value.IndexOf('@') >= 0 ? CellText.FaultOfEmail(value)
            : value.All(c => char.IsLetter(c) || char.IsWhiteSpace(c) || c is '.' or '-' or '\'' or '\u2019')
                ? $"'{Input}' looks like a name. Find the person first: Get-AtlassianUser -Name '{Input.Replace("'", "''")}'"
            : $"'{Input}' has characters that no account id has, and is no e-mail address";
    }

    /// <summary>Takes an object that the service itself filled.</summary>
    private void TakeObject(PSObject person)
    {
        IsObject = true;
        Dictionary<string, string> cells = OwnColumns
            .Select(column => (column, Value: RowCells.FirstOf(person, [column])))
            .Where(cell => cell.Value.Length > 0)
            .ToDictionary(cell => cell.column, cell => cell.Value, StringComparer.Ordinal);
        string? Cell(string column) => cells.TryGetValue(column, out string? value) ? value : null;
        var clues = new List<PersonClue>();
        string? record = Cell("ScimUserId");
        if (record is not null)
            clues.Add(new(ClueKind.ScimUserId, record, "ScimUserId", Rank: 0));
        if (Cell("AccountId") is { } account && CellText.IsAnyAccountId(account))
            clues.Add(new(ClueKind.AccountId, AccountId = account, "AccountId", Rank: 1));
        if (Cell("Email") is { } email && CellText.FaultOfEmail(email) is null)
            clues.Add(new(ClueKind.Email, Email = email, "Email", Rank: 2));
        Name = Cell("Name");
        IsCertain = AccountId is not null;
        // A change whose person was not found is known by what was given; the name of a group is no person.
        if (clues.Count == 0 && Cell("Input") is { } input && (CellText.ReadEmail(input, out _) ?? CellText.ReadAccountId(input)) is not null)
        {
            TakeText(input);
            IsObject = true;
            return;
        }

        Clues = clues;
        Input = CellText.Show(Email ?? AccountId ?? Cell("UserName") ?? record ?? person.ToString());
        if (AccountId is null && Email is null)
            Fault = record is null ? $"'{Input}' is a {person.BaseObject.GetType().Name}" : $"the SCIM user {Input} is linked to no account";
    }

    private void TakeRow(object row, string? column = null)
    {
        _row = row;
        PSObject properties = PSObject.AsPSObject(row);
        IsObject = properties.TypeNames.Any(name => name.StartsWith(Deserialized, StringComparison.Ordinal));
        // Of our own objects only these name a person: an id of a directory or a group is none.
        Func<string, bool> isWanted = IsObject ? IsOwnColumn
            : name => PersonColumns.Find(name) is not (PersonColumn.Other or PersonColumn.SomebodyElse) || (column is not null && FoldedText.Of(name) == FoldedText.Of(column));
        IReadOnlyList<KeyValuePair<string, string?>> cells = RowCells.Of(row, isWanted);
        if (IsObject)
            cells = cells.Where(cell => IsOwnColumn(cell.Key)).ToList();
        Row = PersonRow.Read(cells, column);
        _isExportedChange = cells.Any(c => c.Key == "Action") && cells.Any(c => c.Key == "Outcome");
        Clues = Row.Clues;
        AccountId = Clues.FirstOrDefault(c => c.Kind == ClueKind.AccountId)?.Value;
        Email = Clues.FirstOrDefault(c => c.Kind == ClueKind.Email)?.Value;
        (Name, Input, Fault) = (Row.Name, Row.Input, Row.Fault);
        if (cells.Count == 0 && properties.BaseObject is not PSCustomObject)
        {
            Input = CellText.Show(properties.ToString());
            Fault = $"'{Input}' is a {properties.BaseObject.GetType().Name}";
        }
    }

    private static bool IsOwnColumn(string name) => OwnColumns.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsOurs(object value) =>
        value.GetType().Assembly.GetName().Name!.StartsWith(OurName, StringComparison.Ordinal);
}
