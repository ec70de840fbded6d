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
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Digest { get; set; }

    /// <summary>Reads only a plan that one of these has approved: a thumbprint, or a subject whose certificate this machine trusts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? RequireApproval { get; set; }

    /// <summary>The file of the approval; without it, the plan's with .p7s behind its name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SignaturePath { get; set; }

    /// <summary>Refuses a plan that was made longer ago.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public TimeSpan? MaxAge { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            string? signature = SignaturePath is null ? null : SessionPath.FileOf(this, SignaturePath, ErrorCode.PlanUnusable);
            Plan plan = PlanFile.Read(SessionPath.FileOf(this, Path, ErrorCode.PlanUnusable), Digest, signature);
            plan.Require(RequireApproval, MaxAge, DateTimeOffset.UtcNow);
            if (plan.ApprovalFailure is { } failure)
                WriteWarning(failure.Message);
            WriteObject(plan);
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, Path));
        }
    }
}
