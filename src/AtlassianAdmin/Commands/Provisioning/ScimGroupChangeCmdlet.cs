using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>A cmdlet that changes groups of the SCIM directory themselves, by the same rules as other groups.</summary>
public abstract class ScimGroupChangeCmdlet : ChangeCmdlet
{
    /// <summary>The group of the SCIM directory, by name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ScimGroupId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScimGroupNameCompleter))]
    public ScimGroupReference[] Group { get; set; } = [];

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    private protected ScimClient Scim { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Scim = RequireScim();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (ScimGroupReference reference in Group)
            Add(reference);
    }

    /// <summary>What is asked for each group.</summary>
    private protected abstract ScimGroupOperation CreateOperation();

    private protected override string Describe(PendingChange pending) => $"{pending.Question} {Who(pending)} in {Used.DisplayName}";

    private protected override string Who(PendingChange pending) => $"{pending.Target!.Name} ({pending.Target.AccountId})";

    private void Add(ScimGroupReference reference)
    {
        string input = reference.ToString();
        ScimGroupOperation operation = CreateOperation();
        try
        {
            ScimGroup group = Await(Begin(() => reference.FindAsync(Scim, GiveUp)));
            Add(new PendingChange(input, operation, Question) { Target = new ChangeTarget(input, group.ScimGroupId, email: null, group.ToString()) });
        }
        catch (AdminException e)
        {
            var pending = new PendingChange(input, operation, Question);
            pending.Settle(NotFound(pending, e));
            Add(pending);
        }
    }
}
