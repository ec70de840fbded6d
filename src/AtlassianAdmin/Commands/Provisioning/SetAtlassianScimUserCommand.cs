using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Changes attributes of users of the connected SCIM directory; what is not named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "AtlassianScimUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class SetAtlassianScimUserCommand : PersonChangeCmdlet
{
    /// <summary>The name under which the identity provider knows the user.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? UserName { get; set; }

    /// <summary>The e-mail address, on a verified domain. It becomes the only one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Email { get; set; }

    /// <summary>The identity provider's own id of the user.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? ExternalId { get; set; }

    /// <summary>The display name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? DisplayName { get; set; }

    /// <summary>The given name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? GivenName { get; set; }

    /// <summary>The family name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? FamilyName { get; set; }

    /// <summary>The nickname.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Nickname { get; set; }

    /// <summary>The job title.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? JobTitle { get; set; }

    /// <summary>The department.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Department { get; set; }

    /// <summary>The organization that the person works for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Organization { get; set; }

    /// <summary>The time zone, such as Europe/Berlin.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>The language, such as en-US.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string? Locale { get; set; }

    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) => [new("Change SCIM user", new SetScimUser
    {
        UserName = Trimmed(UserName, nameof(UserName)),
        Email = Trimmed(Email, nameof(Email)),
        ExternalId = Trimmed(ExternalId, nameof(ExternalId)),
        DisplayName = Trimmed(DisplayName, nameof(DisplayName)),
        GivenName = Trimmed(GivenName, nameof(GivenName)),
        FamilyName = Trimmed(FamilyName, nameof(FamilyName)),
        Nickname = Trimmed(Nickname, nameof(Nickname)),
        JobTitle = Trimmed(JobTitle, nameof(JobTitle)),
        Department = Trimmed(Department, nameof(Department)),
        Organization = Trimmed(Organization, nameof(Organization)),
        TimeZone = Trimmed(TimeZone, nameof(TimeZone)),
        Locale = Trimmed(Locale, nameof(Locale)),
    })];

    private string? Trimmed(string? value, string parameter)
    {
        string? trimmed = value?.Trim();
        if (trimmed is { Length: 0 })
            Fail(new AdminException(ErrorCode.InvalidField, ("field", parameter), ("detail", "it is empty")));
        return trimmed;
    }
}
