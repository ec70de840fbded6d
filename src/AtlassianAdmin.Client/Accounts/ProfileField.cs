namespace AtlassianAdmin.Client.Accounts;

/// <summary>One profile field that an administrator may set: its name here and its path on the wire.</summary>
public sealed class ProfileField
{
    private readonly Func<UserProfileUpdate, string?> _fromUpdate;
    private readonly Func<UserProfile, string?> _fromProfile;

    private ProfileField(
        string name, string path, Func<UserProfileUpdate, string?> fromUpdate, Func<UserProfile, string?> fromProfile, int maximumLength = int.MaxValue)
    {
        MaximumLength = maximumLength;
        Name = name;
        Path = path;
        _fromUpdate = fromUpdate;
        _fromProfile = fromProfile;
    }

    /// <summary>The name of the field in this library, such as <c>JobTitle</c>.</summary>
    public string Name { get; }

    /// <summary>The JSON path of the field, such as <c>extended_profile.job_title</c>. Source: user-management document.</summary>
    public string Path { get; }

    /// <summary>How many characters the service takes; the largest number where it names no limit.</summary>
    internal int MaximumLength { get; }

    /// <summary>What is wrong with a value of the field by the vendor's document, in words that follow its name; null for nothing.</summary>
    internal string? ProblemOf(string value) =>
        value.Length > MaximumLength ? $"has {value.Length} characters, and {MaximumLength} are allowed"
        : value.Any(char.IsControl) ? "has a control character"
        : null;

    /// <summary>Every settable field, in the order of the vendor's document.</summary>
    public static IReadOnlyList<ProfileField> All { get; } =
    [
        new("Name", "name", u => u.Name, p => p.Name, 100),
        new("Nickname", "nickname", u => u.Nickname, p => p.Nickname, 30),
        new("TimeZone", "zoneinfo", u => u.TimeZone, p => p.TimeZone),
        new("Locale", "locale", u => u.Locale, p => p.Locale),
        new("JobTitle", "extended_profile.job_title", u => u.JobTitle, p => p.JobTitle),
        new("Organization", "extended_profile.organization", u => u.Organization, p => p.Organization),
        new("Department", "extended_profile.department", u => u.Department, p => p.Department),
        new("Location", "extended_profile.location", u => u.Location, p => p.Location),
    ];

    /// <summary>The value this update sets, or null.</summary>
    public string? Read(UserProfileUpdate update) => _fromUpdate(update);

    /// <summary>The value this profile has, or null.</summary>
    public string? Read(UserProfile profile) => _fromProfile(profile);

    /// <summary>The name of the field with that wire path, or the path itself when it is no settable field.</summary>
    internal static string NameOf(string path) => FromPath(path)?.Name ?? path;

    /// <summary>The field with that wire path, or null when the path is not a settable field.</summary>
    public static ProfileField? FromPath(string path)
    {
        foreach (ProfileField field in All)
        {
            if (string.Equals(field.Path, path, StringComparison.Ordinal))
                return field;
        }

        return null;
    }
}
