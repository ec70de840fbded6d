using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using AtlassianAdmin.Changes.Approval;
using AtlassianAdmin.Changes.Plans;

namespace AtlassianAdmin.Commands.Plans;

/// <summary>Approves a plan: signs the bytes of its file, so that nobody can change it afterwards without a new approval.</summary>
[Cmdlet(VerbsLifecycle.Approve, "AtlassianPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PlanApproval))]
public sealed class ApproveAtlassianPlanCommand : AtlassianCmdlet
{
    /// <summary>The file of the plan.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The certificate of the approver, with its private key.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The digest that was reviewed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Digest { get; set; }

    /// <summary>The file of the signature; without it, the plan's with .p7s behind its name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SignaturePath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            string file = SessionPath.FileOf(this, Path, ErrorCode.PlanUnusable);
            string signaturePath = SignaturePath is null ? PlanSignature.PathOf(file) : SessionPath.FileOf(this, SignaturePath, ErrorCode.PlanUnusable);
            byte[] content = PlanFile.ReadContent(file);
            Plan plan = PlanFile.Read(content, file, Digest);
            string people = plan.PlannedCount.ToString(CultureInfo.InvariantCulture);
            string steps = plan.People.Where(p => p.Decision == PlanDecision.Planned).Sum(p => p.Steps.Count).ToString(CultureInfo.InvariantCulture);
            if (!Ask($"Approve the plan {file} for {plan.Organization}: {people} people, {steps} steps, {plan.Digest}", "Approve", file, "approving", out _))
                return;
            PlanSignature.Write(signaturePath, PlanSignature.Sign(content, Certificate!, DateTimeOffset.UtcNow));
            // What was written is what counts, so it is read.
            PlanApproval approval = PlanSignature.Verify(content, signaturePath, DateTimeOffset.UtcNow);
            approval.PlanDigest = plan.Digest;
            WriteObject(approval);
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, Path));
        }
    }
}
