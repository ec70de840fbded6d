using AtlassianAdmin.Client;
using AtlassianAdmin.Reviews.Exposure;

namespace AtlassianAdmin.Commands.Reviews;

/// <summary>Finds tokens of people who left or leave, keys made by people who left, and what expires before the next run or never.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianCredentialExposure", DefaultParameterSetName = "Days")]
[OutputType(typeof(CredentialExposure))]
public sealed class GetAtlassianCredentialExposureCommand : AccountCmdlet
{
    private readonly List<UserIdentity> _window = [];
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
        Resolve();
        AdminClient client = Client;
        DateTimeOffset before = ParameterSetName == "Before" ? Before : client.Options.Clock.GetUtcNow().AddDays(Days);
        Stream(new CredentialReview(client, before, _leaving, IncludeExpired).FindAsync);
    }

    private protected override void Collect(UserIdentity identity)
    {
        _window.Add(identity);
        if (_window.Count == WindowSize)
            Resolve();
    }

    private void Resolve()
    {
        if (_window.Count == 0)
            return;
        AdminClient client = Client;
        UserIdentity[] window = _window.ToArray();
        _window.Clear();
        IReadOnlyList<ResolvedIdentity> people = Run(() => IdentityResolver.ResolveAsync(client, window, GiveUp));
        for (int index = 0; index < window.Length; index++)
        {
            if (people[index].Failure is { } failure)
                WriteError(failure.ToErrorRecord(this, window[index].Input));
            else
                _leaving.Add(people[index].Target!.AccountId);
        }
    }
}
