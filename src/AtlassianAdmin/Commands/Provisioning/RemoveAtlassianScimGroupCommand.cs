using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Deletes groups of the connected SCIM directory, the organization's groups that they are synchronized to, and the access that those gave.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianScimGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianScimGroupCommand : ChangeCmdlet
{
    /// <summary>The group of the SCIM directory, by name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ScimGroupId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScimGroupNameCompleter))]
    public ScimGroupReference[] Group { get; set; } = [];

    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    private ScimGroups Groups => field ??= new ScimGroups(this, Scim);

    /// <inheritdoc/>
    protected override void ProcessRecord() => Groups.Add(Engine, Group, "Delete SCIM group", (id, name) => new DeleteScimGroup(id, name));
}
