using AtlassianAdmin.Changes.Plans;

namespace AtlassianAdmin.Commands.Plans;

/// <summary>Reads a plan from a file, and refuses it when it is not the one that was reviewed.</summary>
[Cmdlet(VerbsData.Import, "AtlassianPlan")]
[OutputType(typeof(Plan))]
public sealed class ImportAtlassianPlanCommand : AtlassianCmdlet
{
    /// <summary>The file of the plan.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The digest that the reviewer signed off.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Digest { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            WriteObject(PlanFile.Read(SessionPath.FileOf(this, Path, ErrorCode.PlanUnusable), Digest));
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, Path));
        }
    }
}
