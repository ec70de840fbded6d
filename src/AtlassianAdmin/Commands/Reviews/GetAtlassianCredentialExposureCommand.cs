using AtlassianAdmin.Client;
using AtlassianAdmin.Reviews.Exposure;

namespace AtlassianAdmin.Commands.Reviews;

/// <summary>Finds tokens of people who left or leave, keys made by people who left, and what expires before the next run or never.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianCredentialExposure", DefaultParameterSetName = "Days", SupportsPaging = true)]
[OutputType(typeof(CredentialExposure))]
public sealed class GetAtlassianCredentialExposureCommand : PersonCmdlet
{
    private readonly List<UserIdentity> _window = [];
    private readonly HashSet<string> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private readonly List<ResolvedIdentity> _typed = [];

    /// <summary>Only the tokens of these people, and the keys that they made; without it, everybody's.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public override UserIdentity[]? Identity { get; set; }

    /// <summary>People who are about to leave: their tokens and the keys that they made count as exposed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity[]? Leaving { get; set; }

    /// <summary>In how many days the next run is: what expires until then is told now.</summary>
    [Parameter(ParameterSetName = "Days")]
    [ValidateRange(0, 3650)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int Days { get; set; } = 30;

    /// <summary>When the next run is: what expires until then is told now.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Before")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public DateTimeOffset Before { get; set; }

    /// <summary>Tells of what has expired already, too.</summary>
    [Parameter]
    public SwitchParameter IncludeExpired { get; set; }

    // A list that happens to be empty means nobody, and not everybody.
    private bool IsNarrowed => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Identity));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsNarrowed)
            base.ProcessRecord();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Find(_window, _people);
        var leaving = new HashSet<string>(StringComparer.Ordinal);
        Find(Leaving ?? [], leaving);
        if (!IsNarrowed || _people.Count > 0)
            Review(leaving);
        base.EndProcessing();
    }

    private void Review(HashSet<string> leaving)
    {
        AdminClient client = Client;
        DateTimeOffset before = ParameterSetName == "Before" ? Before : client.Options.Clock.GetUtcNow().AddDays(Days);
        Stream(
            new CredentialReview(client, before, leaving, IncludeExpired) { Context = TypedParameters.ContextOf(this, Used, ("Before", before)) }.FindAsync,
            exposure => !IsNarrowed || (_people.Contains(exposure.AccountId) && (_found.Add(exposure.AccountId) || true)));
        // An id that nobody has has no tokens either.
        WriteMissing(_typed.Where(p => !_found.Contains(p.Target!.AccountId)));
    }

    private protected override void Collect(UserIdentity identity)
    {
        _window.Add(identity);
        if (_window.Count < InputWindow<IPending>.LargestSize)
            return;
        Find(_window, _people);
        _window.Clear();
    }

    private void Find(IReadOnlyList<UserIdentity> identities, HashSet<string> accounts)
    {
        if (identities.Count == 0)
            return;
        AdminClient client = Client;
        IReadOnlyList<ResolvedIdentity> people = Run(() => IdentityResolver.ResolveAsync(client, identities, GiveUp));
        IdentityWarnings.Note(people);
        WriteFailures(people);
        _typed.AddRange(people.Where(p => p.Target is { } target && accounts.Add(target.AccountId) && target.Email is null));
    }
}
