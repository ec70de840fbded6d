using System.IO;
using AtlassianAdmin.Changes.Plans;

namespace AtlassianAdmin.Commands.Plans;

/// <summary>Writes a plan to a file that people can read, review and sign off, and the worklist for the identity provider beside it.</summary>
[Cmdlet(VerbsData.Export, "AtlassianPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportAtlassianPlanCommand : AtlassianCmdlet
{
    /// <summary>The plan.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [PlanTransformation]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public Plan? Plan { get; set; }

    /// <summary>The file of the plan, as JSON.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The file of the worklist, as CSV.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? WorklistPath { get; set; }

    /// <summary>Keeps a file that is there.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Returns the files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Write(Path, path => PlanFile.Write(Plan!, path));
        if (WorklistPath is not null)
            Write(WorklistPath, path => WorklistFile.Write(Plan!, path));
    }

    private void Write(string path, System.Action<string> write)
    {
        try
        {
            string file = SessionPath.FileOf(this, path, ErrorCode.PlanUnusable);
            if (!Ask($"Write {file}", "Write", file, "writing", out _))
                return;
            if (NoClobber && File.Exists(file))
                throw new AdminException(ErrorCode.PlanUnusable, ("detail", $"{file} is there already, and -NoClobber keeps it"));
            write(file);
            if (PassThru)
                WriteObject(new FileInfo(file));
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, path));
        }
    }
}
