using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Changes profile fields of managed accounts. A field is cleared by the person only: the service documents no way to do it here.</summary>
[Cmdlet(VerbsCommon.Set, "AtlassianUserProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Change))]
public sealed class SetAtlassianUserProfileCommand : PersonChangeCmdlet
{
    private bool _typesField;

    /// <summary>The display name, at most 100 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Name { get; set; }

    /// <summary>The nickname, 1 to 30 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Nickname { get; set; }

    /// <summary>The time zone as an IANA name, such as Europe/Berlin.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>The language as a BCP 47 tag, such as en-US.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string? Locale { get; set; }

    /// <summary>The job title.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? JobTitle { get; set; }

    /// <summary>The organization that the person works for, as the profile shows it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Organization { get; set; }

    /// <summary>The department.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Department { get; set; }

    /// <summary>The location.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Location { get; set; }

    private protected override ConfirmImpact Impact => ConfirmImpact.Low;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _typesField = ProfileField.All.Any(field => IsTyped(field.Name));
    }

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity)
    {
        var spec = new SetProfile
        {
            Name = Wanted(Name, nameof(Name), identity),
            Nickname = Wanted(Nickname, nameof(Nickname), identity),
            TimeZone = Wanted(TimeZone, nameof(TimeZone), identity),
            Locale = Wanted(Locale, nameof(Locale), identity),
            JobTitle = Wanted(JobTitle, nameof(JobTitle), identity),
            Organization = Wanted(Organization, nameof(Organization), identity),
            Department = Wanted(Department, nameof(Department), identity),
            Location = Wanted(Location, nameof(Location), identity),
        };
        bool anyFromRow = ProfileField.All.Any(f => f.Read(spec.ToUpdate()) is not null && !IsTyped(f.Name));
        return [new("Change profile", spec with { OnlyDifferences = anyFromRow })];
    }

    /// <summary>A typed value always counts, and then no column does; without one, the columns of a row (not of one of our objects) that are not blank.</summary>
    private string? Wanted(string? value, string parameter, UserIdentity identity)
    {
        string? trimmed = value?.Trim();
        if (IsTyped(parameter))
        {
            if (string.IsNullOrEmpty(trimmed))
                Fail(new AdminException(ErrorCode.InvalidField, ("field", parameter), ("detail", "it is empty, and Atlassian documents no way to clear a field")));
            return trimmed;
        }

        return _typesField || identity.IsRecord(parameter) || string.IsNullOrEmpty(trimmed) ? null : trimmed;
    }
}
