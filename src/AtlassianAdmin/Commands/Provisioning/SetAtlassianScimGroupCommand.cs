using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Sets who is in a group of the connected SCIM directory: exactly those who are named. Whoever else is in it is taken out.</summary>
[Cmdlet(VerbsCommon.Set, "AtlassianScimGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class SetAtlassianScimGroupCommand : ChangeCmdlet
{
    private IReadOnlyList<string> _members = [];

    /// <summary>The group of the SCIM directory, by name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ScimGroupId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScimGroupNameCompleter))]
    public ScimGroupReference[] Group { get; set; } = [];

    /// <summary>Everybody who is to be in it, as -Identity of Get-AtlassianScimUser takes them; an empty list takes everybody out. One that cannot be found fails the command.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity[] Member { get; set; } = [];

    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    private ScimGroups Groups => field ??= new ScimGroups(this, Scim);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ITargetConnection target = TargetConnection;
        _members = Run(() => ScimGroups.ResolveAsync(target, Member, IdentityWarnings, GiveUp));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Groups.Add(
        Engine, Group, $"Set {_members.Count} users as the only members of SCIM group", (id, name) => new SetScimGroupMembers(id, name, _members));
}
