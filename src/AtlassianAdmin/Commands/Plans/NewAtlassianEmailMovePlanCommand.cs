using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Commands.Accounts;

namespace AtlassianAdmin.Commands.Plans;

/// <summary>Plans new e-mail addresses for many people: who has each address now, what is not verified, whom an identity provider owns. Changes nothing.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianEmailMovePlan", DefaultParameterSetName = ListSet)]
[OutputType(typeof(Plan))]
public sealed class NewAtlassianEmailMovePlanCommand : PersonCmdlet
{
    private const string ListSet = "List";
    private const string DomainSet = "Domain";

    private readonly Dictionary<UserIdentity, SetEmail> _specs = [];
    private EmailMovePlanMaker? _maker;

    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ListSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public override UserIdentity[]? Identity { get; set; }

    /// <summary>The new address. Without it, the column NewEmail, 'New Email' or 'Target email' of each row.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = ListSet)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? NewEmail { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public override string? IdentityColumn { get; set; }

    /// <summary>The domain that people leave: everybody who is managed and has an address there.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DomainSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmailDomainCompleter))]
    public string? FromDomain { get; set; }

    /// <summary>The domain that they get, with the same name before the @.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DomainSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmailDomainCompleter))]
    public string? ToDomain { get; set; }

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
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _maker = new EmailMovePlanMaker(TargetConnection.Clients, Used.Guard, new ChangePlanRequest
        {
            Organization = Used.DisplayName,
            ParkingDomain = Domain(ParkingDomain),
            Reason = Reason,
            Ticket = Ticket,
            MaxChanges = MaxChanges,
        });
    }

    private PersonBatches People => field ??= new PersonBatches(this, TargetConnection, people =>
    {
        _maker!.Add(people.Select(p => (p.Identity.Input, p.Target, p.Failure, _specs[p.Identity])));
        return System.Threading.Tasks.Task.CompletedTask;
    });

    private protected override void Collect(UserIdentity identity)
    {
        // A domain names nobody one by one.
        if (ParameterSetName == DomainSet)
            return;
        _specs[identity] = SetAtlassianUserEmailCommand.SpecOf(identity, NewEmail);
        People.Add(identity);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        People.Finish();
        PlanOutput.Write(this, Run(MakeAsync), Client, ExpectAtLeast);
        base.EndProcessing();
    }

    private async System.Threading.Tasks.Task<Plan> MakeAsync()
    {
        if (ParameterSetName == DomainSet)
            await _maker!.AddDomainAsync(Domain(FromDomain)!, Domain(ToDomain)!, GiveUp).ConfigureAwait(false);
        return await _maker!.MakeAsync(GiveUp).ConfigureAwait(false);
    }

    // With or without its @.
    private static string? Domain(string? given) => given?.Trim().TrimStart('@');
}
