using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Makes users in the connected SCIM directory. A managed account of the same e-mail address is linked; where there is none, one is made.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianScimUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ScimUser))]
public sealed class NewAtlassianScimUserCommand : ConnectedCmdlet
{
    /// <summary>The name under which the identity provider knows the user; unique in the directory, often the e-mail address.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public NewUserName UserName { get; set; } = new("");

    /// <summary>The e-mail address, on a verified domain; without it, the user name.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Email { get; set; }

    /// <summary>The identity provider's own id of the user.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? ExternalId { get; set; }

    /// <summary>The display name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? DisplayName { get; set; }

    /// <summary>The given name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? GivenName { get; set; }

    /// <summary>The family name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? FamilyName { get; set; }

    /// <summary>The job title.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? JobTitle { get; set; }

    /// <summary>The department.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Department { get; set; }

    /// <summary>The organization that the person works for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Organization { get; set; }

    /// <summary>The time zone, such as Europe/Berlin.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>The language, such as en-US.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string? Locale { get; set; }

    /// <summary>Makes the user without letting them in; the account is deactivated.</summary>
    [Parameter]
    public SwitchParameter Disabled { get; set; }

    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    /// <inheritdoc/>
    protected override void BeginProcessing() => UseEngine(new EngineSettings(ConfirmImpact.Medium));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string userName = UserName.Text;
        string email = string.IsNullOrWhiteSpace(Email) ? userName : Email!.Trim();
        var attributes = new SetScimUser
        {
            UserName = userName,
            Email = email,
            ExternalId = ExternalId,
            DisplayName = DisplayName,
            GivenName = GivenName,
            FamilyName = FamilyName,
            JobTitle = JobTitle,
            Department = Department,
            Organization = Organization,
            TimeZone = TimeZone,
            Locale = Locale,
        };
        var user = new CreateScimUser(attributes, !Disabled) { Violation = UserName.ViolationOf(OrganizationCheck) };
        Engine.Add(new Subject(userName, email: email), user, "Create SCIM user", p => $"{p.Question} {p.Who} in {Used.DisplayName}");
    }
}
