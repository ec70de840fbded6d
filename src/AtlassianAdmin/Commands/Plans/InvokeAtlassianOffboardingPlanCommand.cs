using AtlassianAdmin.Changes.Plans;

namespace AtlassianAdmin.Commands.Plans;

/// <summary>Runs a plan and journals every step, so that a run that was killed can be gone on with, proven, and undone.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AtlassianOffboardingPlan", SupportsShouldProcess = true, ConfirmImpact = Impact)]
[OutputType(typeof(Change))]
public sealed class InvokeAtlassianOffboardingPlanCommand : JournaledRunCmdlet
{
    private readonly Dictionary<string, AdminException?> _objections = [];
    private PlanRunner? _runner;

    /// <summary>The plan.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public OffboardingPlan? Plan { get; set; }

    /// <summary>Goes on with a run that was begun before; begins one when there is none.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    private protected override string Question => "Off-board";

    private protected override string Gerund => "off-boarding";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            _runner = PlanRunner.Create(Client, Used.Guard, Plan!, Used.DisplayName, IsWhatIf ? null : OpenJournal(), Resume, ConnectionJournal);
            _runner.StopsAtErrors = StopsAtErrors();
            Process(_runner.People.Select(p => new PendingRun(p, Who(p))));
            CloseJournal();
        }
        catch (AdminException e)
        {
            Fail(e, Plan);
        }
    }

    private protected override void Prepare(IReadOnlyList<PendingRun> window)
    {
        OffboardingPerson[] people = window.Select(p => (OffboardingPerson)p.Item).ToArray();
        IReadOnlyList<AdminException?> objections = Await(Begin(() => _runner!.CheckAsync(people, GiveUp)));
        for (int index = 0; index < people.Length; index++)
        {
            _objections[people[index].AccountId] = objections[index];
            window[index].NeedsNoAnswer = _runner!.IsDone(people[index]);
        }
    }

    private protected override string Describe(object item) => string.Join("; ", ((OffboardingPerson)item).Steps.Select(s => s.Effect));

    private protected override Task<IReadOnlyList<Change>> ForeseeAsync(object item) =>
        _runner!.ForeseeAsync((OffboardingPerson)item, ObjectionTo(item), GiveUp);

    private protected override Task<IReadOnlyList<Change>> RunAsync(object item) =>
        _runner!.RunAsync((OffboardingPerson)item, ObjectionTo(item), GiveUp);

    private protected override IReadOnlyList<Change> NotStarted(object item) => _runner!.NotStarted((OffboardingPerson)item);

    private AdminException? ObjectionTo(object item)
    {
        lock (_objections)
            return _objections[((OffboardingPerson)item).AccountId];
    }

    private static string Who(OffboardingPerson person) =>
        person.Email is null ? person.AccountId : $"{(person.Name is null ? "" : person.Name + " ")}<{person.Email}> ({person.AccountId})";
}
