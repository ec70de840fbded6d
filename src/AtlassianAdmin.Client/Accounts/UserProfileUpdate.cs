using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Accounts;

/// <summary>The profile fields to change. A null field is left as it is; clearing a field is undocumented and not offered.</summary>
public sealed class UserProfileUpdate
{
    /// <summary>The display name, at most 100 characters, no control characters.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The nickname, 1 to 30 characters, no control characters.</summary>
    [JsonPropertyName("nickname")]
    public string? Nickname { get; init; }

    /// <summary>The time zone as an IANA name.</summary>
    [JsonPropertyName("zoneinfo")]
    public string? TimeZone { get; init; }

    /// <summary>The language as a BCP 47 tag.</summary>
    [JsonPropertyName("locale")]
    public string? Locale { get; init; }

    /// <summary>The job title.</summary>
    [JsonIgnore]
    public string? JobTitle { get; init; }

    /// <summary>The organization that the person works for, as the profile shows it.</summary>
    [JsonIgnore]
    public string? Organization { get; init; }

    /// <summary>The department.</summary>
    [JsonIgnore]
    public string? Department { get; init; }

    /// <summary>The location.</summary>
    [JsonIgnore]
    public string? Location { get; init; }

    /// <summary>The nested fields as the wire wants them; null when none is set.</summary>
    [JsonInclude, JsonPropertyName("extended_profile")]
    internal ExtendedProfile? ExtendedProfile =>
        JobTitle is null && Organization is null && Department is null && Location is null
            ? null
            : new ExtendedProfile { JobTitle = JobTitle, Organization = Organization, Department = Department, Location = Location };

    /// <summary>True when no field is set: there is nothing to send.</summary>
    [JsonIgnore]
    public bool IsEmpty => Fields.Count == 0;

    /// <summary>The fields that are set, by the service's own paths (<c>name</c>, <c>extended_profile.department</c>, …).</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Fields
    {
        get
        {
            var fields = new Dictionary<string, string>();
            foreach (ProfileField known in ProfileField.All)
            {
                if (known.Read(this) is { } value)
                    fields[known.Path] = value;
            }

            return fields;
        }
    }

    /// <summary>This update without the fields that the profile already has in that value.</summary>
    /// <param name="current">The profile as the service last showed it.</param>
    public UserProfileUpdate Without(UserProfile current) => new()
    {
        Name = Changed(Name, current.Name),
        Nickname = Changed(Nickname, current.Nickname),
        TimeZone = Changed(TimeZone, current.TimeZone),
        Locale = Changed(Locale, current.Locale),
        JobTitle = Changed(JobTitle, current.JobTitle),
        Organization = Changed(Organization, current.Organization),
        Department = Changed(Department, current.Department),
        Location = Changed(Location, current.Location),
    };

    private static string? Changed(string? wanted, string? current) =>
        wanted is null || string.Equals(wanted, current, System.StringComparison.Ordinal) ? null : wanted;
}
