using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Audit;

namespace AtlassianAdmin.Commands.Audit;

/// <summary>Reads the audit log: by filters newest first, or as a stream oldest first that can be followed and resumed.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianEvent", DefaultParameterSetName = "Search", SupportsPaging = true)]
[OutputType(typeof(AuditEvent))]
public sealed class GetAtlassianEventCommand : ConnectedCmdlet
{
    private readonly List<UserIdentity> _named = [];
    private AuditTargets? _targets;
    private bool _isTargeted;
    private bool _isAnyFound;

    /// <summary>To whom it was done.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Search")]
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Bulk")]
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Follow")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity[]? Target { get; set; }

    /// <summary>The column of each row that names the person; without it, every column whose header says so.</summary>
    [Parameter(ParameterSetName = "Search")]
    [Parameter(ParameterSetName = "Bulk")]
    [Parameter(ParameterSetName = "Follow")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? IdentityColumn { get; set; }

    /// <summary>The earliest time.</summary>
    [Parameter(ParameterSetName = "Search")]
    [Parameter(ParameterSetName = "Bulk")]
    [Parameter(ParameterSetName = "Follow")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public DateTimeOffset? From { get; set; }

    /// <summary>The latest time.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public DateTimeOffset? To { get; set; }

    /// <summary>One action, such as user_deactivated; Get-AtlassianEventAction lists them.</summary>
    [Parameter(ParameterSetName = "Search")]
    [Parameter(ParameterSetName = "Bulk")]
    [Parameter(ParameterSetName = "Follow")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventActionCompleter))]
    public string? Action { get; set; }

    /// <summary>Who did it.</summary>
    [Parameter(ParameterSetName = "Search")]
    [Parameter(ParameterSetName = "Bulk")]
    [Parameter(ParameterSetName = "Follow")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity[]? Actor { get; set; }

    /// <summary>The products.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateSet("bitbucket", "confluence", "guard_detect", "jira", "loom")]
    public string[]? Product { get; set; }

    /// <summary>The addresses that it was done from.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? IPAddress { get; set; }

    /// <summary>The places that it was done from, as events show them: city and country.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? Place { get; set; }

    /// <summary>One event, or several, by their ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Event")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[] EventId { get; set; } = [];

    /// <summary>One word to look for.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateNotNullOrEmpty]
    [NoWildcard]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? SearchTerm { get; set; }

    /// <summary>Reads the whole log oldest first, which has the wider limit: for large exports.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Bulk")]
    public SwitchParameter Bulk { get; set; }

    /// <summary>Goes on when the end is reached, and writes what comes new, until it is stopped.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Follow")]
    public SwitchParameter Follow { get; set; }

    /// <summary>A file that keeps how far was read; the next run goes on from there.</summary>
    [Parameter(ParameterSetName = "Bulk")]
    [Parameter(ParameterSetName = "Follow")]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <summary>Seconds between two looks for new events.</summary>
    [Parameter(ParameterSetName = "Follow")]
    [ValidateRange(2, 3600)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int PollSeconds { get; set; } = 10;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Told before the first person.
        _ = Client;
        _isTargeted = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Target));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_isTargeted)
            _named.AddRange(Identities.Take(Target, IdentityColumn));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == "Event")
            ReadEach(EventId.Select(id => id.Trim()), id => id, WriteEvent);
        else
            WriteLog();
        base.EndProcessing();
    }

    private void WriteEvent(string eventId)
    {
        AdminClient client = Client;
        WriteObject(Await(Begin(() => client.Audit.GetAsync(eventId, GiveUp))));
    }

    private void WriteLog()
    {
        if (_isTargeted)
            _targets = FindTargets();
        // A list of nobody has no events; without a list, everybody's are wanted.
        if (_targets is not { IsEmpty: true } && Read())
            WriteFailures(_targets?.Unknown ?? []);
    }

    private List<AuditPlace>? ReadPlaces() => Place?.Select(text =>
    {
        if (AuditPlace.Read(text) is { } place)
            return place;
        var unknown = new AdminException(ErrorCode.UnknownValue, ("field", nameof(Place)), ("detail", $"'{text}'"), ("choices", "a city and a country, such as 'Sydney, Australia'"));
        Fail(unknown, text);
        throw unknown;
    }).ToList();

    /// <summary>Looks up everybody who was named, once, so that the log is read once.</summary>
    private AuditTargets FindTargets()
    {
        AdminClient client = Client;
        IReadOnlyList<ResolvedIdentity> people = Run(() => IdentityResolver.ResolveAsync(client, _named, GiveUp));
        IdentityWarnings.Note(people);
        var targets = new AuditTargets(people);
        WriteFailures(targets.Refused);
        return targets;
    }

    /// <summary>Reads the log. True when it was read to its end.</summary>
    private bool Read()
    {
        AdminClient client = Client;
        EventStream stream = OpenStream(client);
        IReadOnlyList<string>? actors = Actor is null ? null : Run(() => ResolveAsync(client, Actor));
        if (ParameterSetName == "Search")
            return Search(client, Action, actors) && (_isAnyFound || Action is null || SearchAsSpelled(client, Action, actors));
        try
        {
            if (Follow && Action is not null)
                Await(Begin(() => EventActionName.SpellAsync(client, Action, GiveUp)));
            ReadStream(actors, stream);
            if (!_isAnyFound && Action is not null)
                Await(Begin(() => EventActionName.SpellAsync(client, Action, GiveUp)));
            return true;
        }
        catch (AdminException e) when (e.Code == ErrorCode.CheckpointUnusable)
        {
            Fail(e, Checkpoint);
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, target: null));
        }
        catch (OperationCanceledException) when (NothingNew.IsCancellationRequested)
        {
            // Stopped by the user, as following always ends.
        }

        return false;
    }

    /// <summary>Writes what the service finds. True when it was read to its end.</summary>
    private bool Search(AdminClient client, string? action, IReadOnlyList<string>? actors)
    {
        var filter = new AuditFilter { From = From, To = To, Action = action, Actors = actors, Products = Product, IPAddresses = IPAddress, Places = ReadPlaces(), SearchTerm = SearchTerm };
        return Stream(token => client.Audit.SearchAsync(filter, token), entry => (_isAnyFound = true) && _targets?.Has(entry) != false);
    }

    private bool SearchAsSpelled(AdminClient client, string action, IReadOnlyList<string>? actors)
    {
        string? spelled = Run(() => EventActionName.SpellAsync(client, action, GiveUp));
        return spelled is null || spelled == action || Search(client, spelled, actors);
    }

    /// <summary>The log from the place that is kept on; the file is proven to be readable and writable before anything is asked.</summary>
    private EventStream OpenStream(AdminClient client)
    {
        if (Checkpoint is null)
            return new EventStream(this, client, checkpoint: null, kept: null);
        try
        {
            var checkpoint = new Checkpoint(SessionPath.FileOf(this, Checkpoint, ErrorCode.CheckpointUnusable));
            checkpoint.Prove();
            return new EventStream(this, client, checkpoint, checkpoint.Read());
        }
        catch (AdminException e)
        {
            Fail(e, Checkpoint);
            throw;
        }
    }

    private void ReadStream(IReadOnlyList<string>? actors, EventStream stream)
    {
        if (Follow)
            stream.Follow(From, TimeSpan.FromSeconds(PollSeconds), Take);
        else
            stream.Read(From, Take);

        bool Take(AuditEvent entry)
        {
            if (!IsWanted(entry, actors))
                return true;
            _isAnyFound = true;
            if (_targets?.Has(entry) != false)
                WriteObject(entry);
            return !HasEnough;
        }
    }

    // The stream has no filters of its own but the times.
    private bool IsWanted(AuditEvent entry, IReadOnlyList<string>? actors) =>
        (Action is null || string.Equals(entry.Action, Action, StringComparison.OrdinalIgnoreCase))
        && (actors is null || (entry.ActorId is not null && actors.Contains(entry.ActorId)));

    private async Task<IReadOnlyList<string>> ResolveAsync(AdminClient client, UserIdentity[] actors)
    {
        IReadOnlyList<ResolvedIdentity> people = await IdentityResolver.ResolveAsync(client, actors, GiveUp).ConfigureAwait(false);
        IdentityWarnings.Note(people);
        return people.FirstOrDefault(p => p.Failure is not null)?.Failure is { } failure
            ? throw failure
            : people.Select(p => p.Target!.AccountId).ToList();
    }
}
