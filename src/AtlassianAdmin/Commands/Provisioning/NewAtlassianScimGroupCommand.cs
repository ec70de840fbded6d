using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Makes a group in the connected SCIM directory and returns it. Its name cannot be changed later.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianScimGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ScimGroup))]
public sealed class NewAtlassianScimGroupCommand : ConnectedCmdlet
{
    private IReadOnlyList<string>? _members;

    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public NewGroupName Name { get; set; } = new("");

    /// <summary>The identity provider's own id of the group.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? ExternalId { get; set; }

    /// <summary>Its first members, as -Identity of Get-AtlassianScimUser takes them. One that cannot be found fails the command.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity[]? Member { get; set; }

    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        UseEngine(new EngineSettings(ConfirmImpact.Medium));
        ITargetConnection target = TargetConnection;
        if (Member is not null)
            _members = Run(() => ScimGroups.ResolveAsync(target, Member, IdentityWarnings, GiveUp));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string members = _members is null ? "" : $" with {_members.Count} members";
        var group = new CreateScimGroup(Name.Text, ExternalId, _members) { Violation = Name.ViolationOf(OrganizationCheck) };
        Engine.Add(Name.Text, group, "Create SCIM group", p => $"{p.Question} {p.Who} in {Used.DisplayName}{members}");
    }
}
