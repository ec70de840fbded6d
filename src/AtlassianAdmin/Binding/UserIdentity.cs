using System.Collections;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Site;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Commands.Accounts;

namespace AtlassianAdmin.Binding;

/// <summary>
/// Who is meant: an account id, an e-mail address, a person that this module returned, or a row with such a column. Nothing
/// here throws; what cannot be a person is told when the cmdlet comes to it.
/// </summary>
public sealed class UserIdentity
{
    private const int LongestEmail = 320;
    private const int LongestShown = 100;

    // Source: user-management document, AccountId: [a-zA-Z0-9_|:-]{1,128}.
    private static readonly Regex AccountIdPattern = new(@"\A[a-zA-Z0-9_|:-]{1,128}\z", RegexOptions.CultureInvariant);
    private static readonly string[] Columns = ["AccountId", "User id", "Email", "EmailAddress", "Input", "Identity"];
    // What a file leaves around the name of its first column: a byte order mark, and the quotes that it hides.
    private static readonly char[] Strays = ['\uFEFF', '"', ' '];
    private static readonly string[] EmailColumns = ["Email", "EmailAddress"];

    private bool _isObject;
    private bool _isExportedChange;

    /// <summary>An account id or an e-mail address.</summary>
    public UserIdentity(string text) => Take(text);

    /// <summary>
    /// A person or a change of this module, or a row: the first of its columns AccountId, User id, Email, EmailAddress, Input
    /// that is not empty. A row is anything with properties, such as a line of a CSV, a hashtable or a user of Active Directory.
    /// </summary>
    public UserIdentity(object row)
    {
        switch (row is PSObject wrapped ? wrapped.BaseObject : row)
        {
            case null:
                Take(null);
                break;
            case string text:
                Take(text);
                break;
            case UserIdentity other:
                (Input, AccountId, Email, Name, Fault, IsCertain) = (other.Input, other.AccountId, other.Email, other.Name, other.Fault, other.IsCertain);
                (_isObject, _isExportedChange) = (other._isObject, other._isExportedChange);
                (Text, ScimUserId) = (other.Text, other.ScimUserId);
                break;
            case UserProfile profile:
                TakePerson(profile.AccountId, profile.Email, profile.Name);
                break;
            case UserApiToken token:
                TakePerson(token.AccountId, token.Email, token.Name);
                break;
            case ApiToken token:
                TakePerson(token.AccountId, token.Email, token.Name);
                break;
            case UserActivity activity:
                TakePerson(activity.AccountId, activity.Email, activity.Name);
                break;
            case RoleAssignment { AccountId.Length: > 0 } role:
                TakePerson(role.AccountId, role.Email, role.Name);
                break;
            case UserInvitationResult { AccountId.Length: > 0 } invited:
                TakePerson(invited.AccountId, invited.Email, invited.Name);
                break;
            case ManagedAccount account:
                TakePerson(account.AccountId, account.Email, account.Name);
                break;
            case ScimUser user:
                TakeRecord(user.ScimUserId, user.AccountId, user.Email, user.Name, user.UserName);
                break;
            case ScimLink link:
                TakeRecord(link.ScimUserId, link.AccountId, link.Email, link.Name, userName: null);
                break;
            case User user:
                TakePerson(user.AccountId, user.Email, user.Name);
                break;
            case SiteUser user:
                TakePerson(user.AccountId, user.Email, user.Name);
                break;
            case UserPermission permission:
                TakePerson(permission.AccountId, permission.Email, permission.Name);
                break;
            case Change { AccountId.Length: > 0 } change:
                TakePerson(change.AccountId, change.Email, change.Name);
                break;
            case IDictionary columns:
                TakeRow(columns);
                break;
            default:
                TakeRow(PSObject.AsPSObject(row!));
                break;
        }
    }

    /// <summary>The identity as it was given, shortened when it is very long.</summary>
    public string Input { get; private set; } = "";

    /// <summary>The account id; null when only an e-mail address is known.</summary>
    public string? AccountId { get; private set; }

    /// <summary>The e-mail address; null when not known.</summary>
    public string? Email { get; private set; }

    /// <summary>The display name; null when not known.</summary>
    public string? Name { get; private set; }

    /// <summary>What is wrong with the identity; null when nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>The text as it was given, whatever it is: a SCIM directory knows people by names that are neither ids nor addresses.</summary>
    internal string Text { get; private set; } = "";

    /// <summary>The record of a SCIM directory; null when only a person is known.</summary>
    internal string? ScimUserId { get; private set; }

    /// <summary>True when the service itself said that id and e-mail belong together.</summary>
    internal bool IsCertain { get; private set; }

    /// <summary>True when a property of that name only tells how things are: of this module's objects and of its exported changes.</summary>
    internal bool IsRecord(string property) => _isObject || (_isExportedChange && property is "Name" or "Organization");

    /// <inheritdoc/>
    public override string ToString() => Input;

    private void TakePerson(string accountId, string? email, string? name)
    {
        Take(accountId);
        _isObject = true;
        if (AccountId is null)
            return;
        Email = string.IsNullOrWhiteSpace(email) ? null : email;
        Name = name;
        Input = Email ?? accountId;
        IsCertain = true;
    }

    private void TakeRecord(string scimUserId, string? accountId, string? email, string? name, string? userName)
    {
        ScimUserId = scimUserId;
        TakePerson(accountId ?? email ?? "", email, name);
        if (accountId is null)
        {
            Input = userName ?? email ?? scimUserId;
            Fault = email is null ? $"the SCIM user {Input} is linked to no account" : null;
        }
    }

    private void TakeRow(IDictionary row)
    {
        var columns = new PSObject();
        foreach (DictionaryEntry column in row)
        {
            if (column.Key.ToString() is { Length: > 0 } name && columns.Properties[name] is null)
                columns.Properties.Add(new PSNoteProperty(name, column.Value));
        }

        TakeRow(columns);
    }

    private void TakeRow(PSObject row)
    {
        _isObject = IsOurs(row.BaseObject);
        _isExportedChange = row.Properties["Action"] is not null && row.Properties["Outcome"] is not null;
        ScimUserId = Read(row, "ScimUserId");
        string? text = Columns.Select(column => Read(row, column)).FirstOrDefault(value => value is not null);
        if (text is null && !_isObject)
            text = Read(row, "Id");
        if (text is null)
        {
            Text = Read(row, "UserName") ?? "";
            Input = row.BaseObject is PSCustomObject ? Shorten(string.Join(";", row.Properties.Select(p => p.Name))) : Shorten(row.ToString());
            Fault = row.BaseObject is PSCustomObject
                ? $"the row has none of the columns AccountId, 'User id', Email, EmailAddress, Input, or they are empty (it has: {Input})"
                : $"'{Input}' is a {row.BaseObject.GetType().Name}";
            return;
        }

        Take(text);
        if (AccountId is null)
            return;

        // A row may tell both: then both must mean the same person.
        string? email = EmailColumns.Select(column => Read(row, column)).FirstOrDefault(value => value is not null);
        if (email is not null && FaultOfEmail(email) is null)
            Email = email;
        Name = Read(row, "Name") ?? Read(row, "User name");
    }

    private void Take(string? text)
    {
        string value = text?.Trim() ?? "";
        Text = value;
        Input = Shorten(value);
        if (value.Length == 0)
            Fault = "it is empty";
        else if (value.IndexOf('@') >= 0)
            (Email, Fault) = FaultOfEmail(value) is { } fault ? ((string?)null, fault) : (value, null);
        else if (AccountIdPattern.IsMatch(value))
            AccountId = value;
        else
            Fault = $"'{Input}' has characters that no account id has, and is no e-mail address";
    }

    private static string? FaultOfEmail(string value)
    {
        int at = value.IndexOf('@');
        return value.Length > LongestEmail ? $"'{Shorten(value)}' is too long for an e-mail address"
            : value.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? $"'{Shorten(value)}' has a blank or a control character in it"
            : at <= 0 || at == value.Length - 1 || value.IndexOf('@', at + 1) >= 0 ? $"'{Shorten(value)}' is not a whole e-mail address"
            : null;
    }

    private static string? Read(PSObject row, string column)
    {
        try
        {
            PSPropertyInfo? found = row.Properties[column]
                ?? row.Properties.FirstOrDefault(p => p.Name.Length > column.Length && p.Name.Trim(Strays).Equals(column, StringComparison.OrdinalIgnoreCase));
            string? value = found?.Value?.ToString()?.Trim();
            return string.IsNullOrEmpty(value) ? null : value;
        }
        catch (GetValueException)
        {
            // A script property that fails has no value for us.
            return null;
        }
    }

    private static bool IsOurs(object value) =>
        value.GetType().Assembly.GetName().Name!.StartsWith("AtlassianAdmin", StringComparison.Ordinal);

    // Control characters would forge lines in a terminal or a log.
    private static string Shorten(string text)
    {
        string clean = new(text.Take(LongestShown).Select(c => char.IsControl(c) ? '\uFFFD' : c).ToArray());
        return text.Length > LongestShown ? clean + "…" : clean;
    }
}
