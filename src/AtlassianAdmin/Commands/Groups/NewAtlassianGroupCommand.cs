using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Creates a group and returns it as the service has it, which may take it 30 seconds to show.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Group))]
public sealed class NewAtlassianGroupCommand : ConnectedCmdlet
{
    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public NewGroupName Name { get; set; } = new("");

    /// <summary>What it is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Description { get; set; }

    /// <summary>The directory, by name, id or object; needed when the organization has several.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference? Directory { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => UseEngine(new EngineSettings(ConfirmImpact.Medium));

    /// <inheritdoc/>
    protected override void ProcessRecord() => Engine.Add(Name.Text, CreateSpec(), "Create group");

    private CreateGroup CreateSpec()
    {
        if (Name.ViolationOf(OrganizationCheck) is { } violation)
            return new CreateGroup(Name.Text, Description, DirectoryId: "") { Violation = violation };
        try
        {
            return new CreateGroup(Name.Text, Description, Await(Begin(() => NewGroupDirectory.FindAsync(Client, Directory, GiveUp))));
        }
        catch (AdminException e)
        {
            return new CreateGroup(Name.Text, Description, DirectoryId: "") { Violation = e };
        }
    }
}
