using AtlassianAdmin.Changes.Plans;

namespace AtlassianAdmin.Commands.Plans;

/// <summary>Makes a plan of changes that were foreseen with -WhatIf -PassThru, in an order in which they can be done. Changes nothing.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianPlan")]
[OutputType(typeof(Plan))]
public sealed class NewAtlassianPlanCommand : ConnectedCmdlet
{
    private readonly List<Change> _changes = [];

    /// <summary>The foreseen changes, of one or several commands.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [ChangeTransformation]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public Change[] Change { get; set; } = [];

    /// <summary>A verified domain through which addresses go that are exchanged.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmailDomainCompleter))]
    public string? ParkingDomain { get; set; }

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
    protected override void ProcessRecord() => _changes.AddRange(Change);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var maker = new ChangePlanMaker(TargetConnection.Clients, Used.Guard, new ChangePlanRequest
        {
            Organization = Used.DisplayName,
            ParkingDomain = ParkingDomain?.Trim().TrimStart('@'),
            Reason = Reason,
            Ticket = Ticket,
            MaxChanges = MaxChanges,
        });
        ForeseenChanges.AddTo(maker, _changes, this);
        PlanOutput.Write(this, Run(() => maker.MakeAsync(GiveUp)), Client, ExpectAtLeast);
        base.EndProcessing();
    }
}
