namespace AtlassianAdmin.Client.Provisioning;

/// <summary>What a user record is made of, or what is changed of one; null leaves an attribute out.</summary>
public sealed class ScimUserUpdate
{
    /// <summary>The name under which the identity provider knows the user; needed for a new one.</summary>
    public string? UserName { get; init; }

    /// <summary>The e-mail address, which becomes the primary one; needed for a new user.</summary>
    public string? Email { get; init; }

    /// <summary>The identity provider's own id of the user.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The display name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>The family name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The nickname.</summary>
    public string? Nickname { get; init; }

    /// <summary>The job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>The language, such as <c>en-US</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>The time zone, such as <c>Europe/Berlin</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The department.</summary>
    public string? Department { get; init; }

    /// <summary>The organization that the person works for.</summary>
    public string? Organization { get; init; }

    /// <summary>Whether the user is let in.</summary>
    public bool? Active { get; init; }

    /// <summary>The attributes that are given, with their paths and texts.</summary>
    internal IEnumerable<(string Path, string Text)> Attributes => All()
        .Where(attribute => attribute.Text is not null)
        .Select(attribute => (attribute.Path, attribute.Text!));

    /// <summary>The steps of a partial change: one for each attribute that is given.</summary>
    internal IReadOnlyList<ScimPatchOperation> ToOperations()
    {
        var operations = Attributes
            .Select(attribute => attribute.Path == EmailPath ? ScimPatchOperation.ReplaceEmail(attribute.Text) : ScimPatchOperation.Replace(attribute.Path, attribute.Text))
            .ToList();
        if (Active is { } active)
            operations.Add(ScimPatchOperation.Replace("active", active));
        return operations;
    }

    /// <summary>The whole record, for creating and replacing.</summary>
    internal ScimUser ToUser() => new()
    {
        Schemas = [ScimSchemaIds.User],
        UserName = UserName,
        ExternalId = ExternalId,
        DisplayName = DisplayName,
        NameParts = GivenName is null && FamilyName is null ? null : new ScimUserName { GivenName = GivenName, FamilyName = FamilyName },
        OwnEmails = Email is null ? null : [WorkEmail(Email)],
        Nickname = Nickname,
        JobTitle = JobTitle,
        Locale = Locale,
        TimeZone = TimeZone,
        OwnDepartment = Department,
        OwnOrganization = Organization,
        Active = Active,
    };

    // Exactly one address has to be marked as primary. Source: live refusal of ID-8027.
    internal static ScimValue WorkEmail(string address) => new() { Value = address, Type = "work", Primary = true };

    /// <summary>What the attribute of a path is in a record.</summary>
    internal static string? Read(ScimUser user, string path) => path switch
    {
        "userName" => user.UserName,
        EmailPath => user.Email,
        "externalId" => user.ExternalId,
        "displayName" => user.DisplayName,
        "name.givenName" => user.GivenName,
        "name.familyName" => user.FamilyName,
        "nickName" => user.Nickname,
        "title" => user.JobTitle,
        "preferredLanguage" => user.Locale,
        "timezone" => user.TimeZone,
        "department" => user.Department,
        "organization" => user.Organization,
        _ => null,
    };

    private const string EmailPath = "emails";

    private IEnumerable<(string Path, string? Text)> All() =>
    [
        ("userName", UserName), (EmailPath, Email), ("externalId", ExternalId), ("displayName", DisplayName), ("name.givenName", GivenName),
        ("name.familyName", FamilyName), ("nickName", Nickname), ("title", JobTitle), ("preferredLanguage", Locale), ("timezone", TimeZone),
        ("department", Department), ("organization", Organization),
    ];
}
