using AtlassianAdmin.Changes.Operations.Groups;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Deletes groups, and with them the access that they gave.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianGroupCommand : ChangeCmdlet
{
    /// <summary>The group, by name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("GroupId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference[] Group { get; set; } = [];

    /// <summary>The directory of the group, by name, id or object; needed when groups of several directories bear the name.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference? Directory { get; set; }

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    /// <inheritdoc/>
    protected override void ProcessRecord() => ChangedGroups.Add(this, Engine, Client, Group, Directory, "Delete group", DeleteGroup.Of);
}
