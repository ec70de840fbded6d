using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Audit;

namespace AtlassianAdmin.Commands.Audit;

/// <summary>Reads the audit log: by filters newest first, or as a stream oldest first that can be followed and resumed.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianEvent", DefaultParameterSetName = "Search")]
[OutputType(typeof(AuditEvent))]
public sealed class GetAtlassianEventCommand : ConnectedCmdlet
{
    private AuditPosition? _kept;
    private AuditPosition? _position;
    private bool _isAnyWritten;

    /// <summary>The earliest time.</summary>
    [Parameter]
    public DateTimeOffset? From { get; set; }

    /// <summary>The latest time.</summary>
    [Parameter(ParameterSetName = "Search")]
    public DateTimeOffset? To { get; set; }

    /// <summary>One action, such as user_deactivated; Get-AtlassianEventAction lists them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventActionCompleter))]
    public string? Action { get; set; }

    /// <summary>Who did it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public UserIdentity[]? Actor { get; set; }

    /// <summary>The products.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateSet("bitbucket", "confluence", "guard_detect", "jira", "loom")]
    public string[]? Product { get; set; }

    /// <summary>One word to look for.</summary>
    [Parameter(ParameterSetName = "Search")]
    [ValidateNotNullOrEmpty]
    [NoWildcard]
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
    public int PollSeconds { get; set; } = 10;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        Checkpoint? checkpoint = OpenCheckpoint();
        IReadOnlyList<string>? actors = Actor is null ? null : Run(() => ResolveAsync(client, Actor));
        if (ParameterSetName == "Search")
        {
            var filter = new AuditFilter { From = From, To = To, Action = Action, Actors = actors, Products = Product, SearchTerm = SearchTerm };
            bool isFound = false;
            if (Stream(token => client.Audit.SearchAsync(filter, token), _ => isFound = true) && !isFound && Action is not null)
                SearchAsSpelled(client, Action, actors);
            return;
        }

        try
        {
            if (Follow && Action is not null)
                Await(Begin(() => SpellAsync(client, Action)));
            ReadStream(client, actors, checkpoint);
            if (!_isAnyWritten && Action is not null)
                Await(Begin(() => SpellAsync(client, Action)));
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
    }

    // The actions are an open set: whether one is unknown shows only when nothing came.
    private void SearchAsSpelled(AdminClient client, string action, IReadOnlyList<string>? actors)
    {
        string? spelled = Run(() => SpellAsync(client, action));
        if (spelled is null || spelled == action)
            return;
        var filter = new AuditFilter { From = From, To = To, Action = spelled, Actors = actors, Products = Product, SearchTerm = SearchTerm };
        Stream(token => client.Audit.SearchAsync(filter, token));
    }

    /// <summary>The action as the service spells it; null when it lists none. An action that is not listed is an error.</summary>
    private async Task<string?> SpellAsync(AdminClient client, string action)
    {
        IReadOnlyList<AuditEventAction> listed = await client.Audit.GetActionsAsync(GiveUp).ConfigureAwait(false);
        if (listed.Count == 0)
            return null;
        if (listed.FirstOrDefault(a => string.Equals(a.Action, action, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known.Action;
        string[] words = action.Split('_', '-', ' ', '*');
        string[] near = listed.Select(a => a.Action).Where(a => words.Any(w => w.Length > 3 && a.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0)).Take(8).ToArray();
        string choices = near.Length > 0 ? string.Join(", ", near) + " (Get-AtlassianEventAction lists all)" : "those of Get-AtlassianEventAction";
        throw new AdminException(ErrorCode.UnknownValue, ("field", nameof(Action)), ("detail", $"'{action}'"), ("choices", choices));
    }

    /// <summary>The file, proven to be readable and writable before anything is asked; null when none is kept.</summary>
    private Checkpoint? OpenCheckpoint()
    {
        if (Checkpoint is null)
            return null;
        try
        {
            var checkpoint = new Checkpoint(SessionPath.FileOf(this, Checkpoint, ErrorCode.CheckpointUnusable));
            checkpoint.Prove();
            _kept = checkpoint.Read();
            return checkpoint;
        }
        catch (AdminException e)
        {
            Fail(e, Checkpoint);
            throw;
        }
    }

    private void ReadStream(AdminClient client, IReadOnlyList<string>? actors, Checkpoint? checkpoint)
    {
        // Following without a place to begin means: from now on.
        _position = _kept;
        DateTimeOffset? from = From ?? (Follow && _kept is null ? DateTimeOffset.UtcNow : null);
        while (true)
        {
            try
            {
                ReadToTheEnd(client.Audit.StreamAsync(from, to: null, _position, GiveUp), actors, checkpoint);
            }
            catch (AdminException e) when (e.Code == ErrorCode.RequestRejected && _position?.Cursor is not null)
            {
                _position = _position.WithoutCursor() ?? throw (ReferenceEquals(_position, _kept) ? checkpoint!.Rejected(e) : e);
                WriteWarning($"Atlassian refuses the kept place in the audit log: {e.Message} Reading goes on from {_position.Time!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)}.");
                continue;
            }

            if (!Follow)
                return;
            Await(Begin(async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(PollSeconds), NothingNew).ConfigureAwait(false);
                return true;
            }));
        }
    }

    /// <summary>Writes what there is to read, page by page.</summary>
    private void ReadToTheEnd(IAsyncEnumerable<AuditPage> stream, IReadOnlyList<string>? actors, Checkpoint? checkpoint)
    {
        IAsyncEnumerator<AuditPage> pages = stream.GetAsyncEnumerator(GiveUp);
        while (Await(Begin(() => pages.MoveNextAsync().AsTask())))
        {
            foreach (AuditEvent entry in pages.Current.Events.Where(e => IsWanted(e, actors)))
            {
                _isAnyWritten = true;
                WriteObject(entry);
            }

            // Kept only after the events went down the pipeline: a stop in between repeats, and never loses.
            _position = pages.Current.Position;
            checkpoint?.Write(_position);
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
