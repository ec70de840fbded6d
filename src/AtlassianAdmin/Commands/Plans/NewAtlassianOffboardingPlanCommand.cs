using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Commands.Accounts;

namespace AtlassianAdmin.Commands.Plans;

/// <summary>Plans the departure of people: reads their real state and makes steps to be reviewed. Changes nothing.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianOffboardingPlan")]
[OutputType(typeof(Plan))]
public sealed class NewAtlassianOffboardingPlanCommand : PersonCmdlet
{
    private OffboardingPlanMaker? _maker;

    /// <summary>The steps; without it RevokeTokens and Disable, and Suspend for accounts that are not managed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public OffboardingStepKind[] Step { get; set; } = [];

    /// <summary>Which way Disable goes. Account (the default) is the account itself. Auto goes by the identity provider's record where one owns the account and Connect-AtlassianScimDirectory has connected it.</summary>
    [Parameter]
    [ValidateSet(nameof(ChangeRoute.Account), nameof(ChangeRoute.Auto))]
    public ChangeRoute Route { get; set; }

    /// <summary>Shown to disabled people at login; without it the service's own text.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Message { get; set; }

    /// <summary>Why; kept in the plan and the journal only.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Reason { get; set; }

    /// <summary>The ticket; kept in the plan and the journal only.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Ticket { get; set; }

    /// <summary>The most people that the plan may change; 0 for no limit but the connection's.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int MaxChanges { get; set; }

    /// <summary>Makes no plan of a list that names fewer people.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int ExpectAtLeast { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _maker = new OffboardingPlanMaker(Client, Used.Guard, new OffboardingRequest
        {
            Organization = Used.DisplayName,
            CreatedBy = Used.Operator,
            Steps = Step,
            Message = Message,
            Reason = Reason,
            Ticket = Ticket,
            MaxChanges = MaxChanges,
            ScimDirectoryId = Route == ChangeRoute.Auto ? Scim.DirectoryId : null,
        });
    }

    private PersonBatches People => field ??= new PersonBatches(
        this, TargetConnection, people => _maker!.AddAsync(people.Select(p => (p.Identity.Input, p.Target, p.Failure, p.Identity.StateAt(DateTimeOffset.Now).EndsAt)), GiveUp));

    private protected override void Collect(UserIdentity identity) => People.Add(identity);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        People.Finish();
        try
        {
            PlanOutput.Write(this, _maker!.Make(), Client, ExpectAtLeast);
        }
        catch (AdminException e)
        {
            Fail(e);
        }

        base.EndProcessing();
    }

    private protected override void Drain()
    {
        base.Drain();
        Progress.ReportProgress();
    }
}
