using System.Text.Json;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Accounts;

/// <summary>The body of a profile change: which fields, to which values.</summary>
internal sealed class ProfileChange
{
    private const string Extended = "extended_profile";

    private static readonly string[] ReadOnly =
        ["account_id", "account_type", "account_status", "email", "picture", "characteristics"];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _readOnly = [];

    private ProfileChange()
    {
    }

    /// <summary>Reads a body; null when it is not one. A null value is refused: the vendor does not say that it clears a field.</summary>
    public static ProfileChange? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            var change = new ProfileChange();
            return change.TryRead(document.RootElement, "") ? change : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is for half a surrogate pair, which is well-formed JSON but no text.
            return null;
        }
    }

    /// <summary>The fields of this change that may not be changed on that person.</summary>
    public IReadOnlyList<KeyValuePair<string, PermissionRule>> Refused(SandboxPerson person)
    {
        IEnumerable<KeyValuePair<string, PermissionRule>> locked = _readOnly
            .Select(path => new KeyValuePair<string, PermissionRule>(path, AccountRules.ReadOnlyField()));
        IEnumerable<KeyValuePair<string, PermissionRule>> ruled = _values.Keys
            .Select(path => new KeyValuePair<string, PermissionRule>(path, AccountRules.ForField(person, path)));
        return locked.Concat(ruled).Where(field => !field.Value.Allowed).ToList();
    }

    /// <summary>The fields whose new value breaks a documented constraint.</summary>
    public IReadOnlyList<FieldViolation> Violations()
    {
        var violations = new List<FieldViolation>();
        foreach (KeyValuePair<string, string> field in _values)
        {
            var keys = new List<string>();
            if (field.Value.Length > ProfileField.FromPath(field.Key)!.MaximumLength)
                keys.Add("maxLength");
            // The vendor gives no name for a value that is too short: this one is a guess.
            if (field.Value.Length == 0 && field.Key is "name" or "nickname")
                keys.Add("minLength");
            if (field.Value.Any(char.IsControl))
                keys.Add("validCharacters");
            if (keys.Count > 0)
                violations.Add(new FieldViolation(field.Key, keys.ToArray()));
        }

        return violations;
    }

    public PersonState Apply(PersonState state) => state with
    {
        Name = NewOr("name", state.Name)!,
        Nickname = NewOr("nickname", state.Nickname)!,
        TimeZone = NewOr("zoneinfo", state.TimeZone),
        Locale = NewOr("locale", state.Locale),
        JobTitle = NewOr("extended_profile.job_title", state.JobTitle),
        Organization = NewOr("extended_profile.organization", state.Organization),
        Department = NewOr("extended_profile.department", state.Department),
        Location = NewOr("extended_profile.location", state.Location),
    };

    private bool TryRead(JsonElement element, string prefix)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return false;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string path = prefix + property.Name;
            if (path == Extended)
            {
                if (!TryRead(property.Value, Extended + "."))
                    return false;
            }
            else if (ProfileField.FromPath(path) is not null)
            {
                if (property.Value.ValueKind != JsonValueKind.String)
                    return false;
                _values[path] = property.Value.GetString()!;
            }
            else if (Array.IndexOf(ReadOnly, path) >= 0)
            {
                _readOnly.Add(path);
            }
        }

        return true;
    }

    private string? NewOr(string path, string? current) => _values.TryGetValue(path, out string? value) ? value : current;
}
