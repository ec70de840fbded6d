using AtlassianAdmin.Client;
using AtlassianAdmin.Reviews.Exposure;

namespace AtlassianAdmin.Commands.Reviews;

/// <summary>Finds tokens of people who left or leave, keys made by people who left, and what expires before the next run or never.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianCredentialExposure", DefaultParameterSetName = "Days")]
[OutputType(typeof(CredentialExposure))]
public sealed class GetAtlassianCredentialExposureCommand : PersonCmdlet
{
    private readonly List<ResolvedIdentity> _unknown = [];
    private readonly HashSet<string> _leaving = new(StringComparer.Ordinal);

    /// <summary>People who are about to leave.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("Leaving")]
    public override UserIdentity[]? Identity { get; set; }

    /// <summary>In how many days the next run is: what expires until then is told now.</summary>
    [Parameter(ParameterSetName = "Days")]
    [ValidateRange(0, 3650)]
    public int Days { get; set; } = 30;

    /// <summary>When the next run is: what expires until then is told now.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Before")]
    public DateTimeOffset Before { get; set; }

    /// <summary>Tells of what has expired already, too.</summary>
    [Parameter]
    public SwitchParameter IncludeExpired { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // Nobody named is no fault here: then nobody is about to leave.
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Identity)))
            base.ProcessRecord();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        People.Finish();
        foreach (ResolvedIdentity person in _unknown)
            WriteError(person.Failure!.ToErrorRecord(this, person.Identity.Input));
        AdminClient client = Client;
        DateTimeOffset before = ParameterSetName == "Before" ? Before : client.Options.Clock.GetUtcNow().AddDays(Days);
        Stream(new CredentialReview(client, before, _leaving, IncludeExpired).FindAsync);
    }

    private PersonBatches People => field ??= new PersonBatches(this, TargetConnection, Take);

    private protected override void Collect(UserIdentity identity) => People.Add(identity);

    private Task Take(IReadOnlyList<ResolvedIdentity> people)
    {
        _unknown.AddRange(people.Where(p => p.Failure is not null));
        _leaving.UnionWith(people.Where(p => p.Failure is null).Select(p => p.Target!.AccountId));
        return Task.CompletedTask;
    }
}
