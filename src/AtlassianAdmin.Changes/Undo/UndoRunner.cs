using AtlassianAdmin.Changes.Journal;

namespace AtlassianAdmin.Changes.Undo;

/// <summary>
/// Reverses what the runs of a journal changed, the last change first, from the state that was recorded before each. It writes
/// to the same journal, so it can be killed and begun again like a plan.
/// </summary>
public sealed class UndoRunner
{
    private readonly List<UndoneChange> _changes;
    private readonly RunJournal? _journal;

    private UndoRunner(RunInfo info, RunJournal? journal, List<UndoneChange> changes, IReadOnlyList<IReadOnlyList<UndoUnit>> stages)
    {
        Info = info;
        _journal = journal;
        _changes = changes;
        Stages = stages;
    }

    /// <summary>What there is to undo, one unit a person, who was changed last first; an address is freed in an earlier stage than it is given back in.</summary>
    public IReadOnlyList<IReadOnlyList<UndoUnit>> Stages { get; }

    /// <summary>All units, stage after stage.</summary>
    public IReadOnlyList<UndoUnit> Units => Stages.SelectMany(s => s).ToList();

    /// <summary>What a report says of the run.</summary>
    public RunInfo Info { get; }

    /// <summary>Makes a runner.</summary>
    /// <param name="clients">The clients of the connection; the SCIM directory is needed for what was done in its records.</param>
    /// <param name="guard">What the connection refuses by itself.</param>
    /// <param name="organization">How change objects name the organization.</param>
    /// <param name="content">What the journal holds.</param>
    /// <param name="request">What is to be undone, and why.</param>
    /// <param name="journal">The same journal, open for writing; null to only preview.</param>
    /// <param name="connectionJournal">The journal of the connection, which hears of every write, too; null for none.</param>
    /// <param name="parameters">How it was asked, in words; null when that is not known.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.OtherOrganization"/> when it is of another organization, <see cref="ErrorCode.JournalUnusable"/> when it has no such run, or cannot be written.</exception>
    public static UndoRunner Create(
        ConnectedClients clients,
        ChangeGuard guard,
        string organization,
        ChangeJournal content,
        UndoRequest request,
        JournalWriter? journal = null,
        IChangeJournal? connectionJournal = null,
        string? parameters = null)
    {
        AdminClientOptions options = clients.Organization.Options;
        if (request.RunId is { } runId && !content.Runs.Any(r => r.RunId == runId))
            throw new AdminException(ErrorCode.JournalUnusable, ("detail", $"{content.Path} holds no run {runId}"));
        JournaledChange[] changes = content.Changes
            .Where(c => c.MayHaveChanged && c.RunKind != JournalRunKind.Undo && (request.RunId is null || c.RunId == request.RunId) && request.Wanted?.Invoke(c) != false)
            .Reverse().ToArray();
        if (changes.Select(c => c.Origin?.DifferenceFrom(options.Origin)).FirstOrDefault(other => other is not null) is { } other)
            throw new AdminException(ErrorCode.OtherOrganization, ("account", $"The journal {content.Path}"), ("detail", other), ("organization", organization));
        RunJournal? run = changes.Length == 0 ? null : journal?.Start(new JournalRun
        {
            Kind = JournalRunKind.Undo,
            StartedAt = options.Clock.GetUtcNow(),
            OrganizationId = options.OrganizationId ?? "",
            Organization = organization,
            Operator = clients.Operator,
            Reason = request.Reason,
            Ticket = request.Ticket,
            Parameters = parameters,
        });
        var info = new RunInfo
        {
            Organization = organization,
            Origin = options.Origin,
            Operator = clients.Operator,
            Reason = request.Reason,
            Ticket = request.Ticket,
            Parameters = parameters,
            StartedAt = options.Clock.GetUtcNow(),
        };
        ILookup<int, JournaledChange> attempts = content.Changes.Where(c => c.Undoes is not null).ToLookup(c => c.Undoes!.Value);
        LaterChanges later = new(content.Changes, changes, attempts);
        ChangeRunner RunnerOf(int? undoes) =>
            new(guard, organization, options.Clock, run is null ? null : new StepJournal(run, connectionJournal, step: null, undoes)) { Info = info };
        List<UndoneChange> all = changes.Select(c => new UndoneChange(c, clients, RunnerOf, attempts[c.Number].ToList(), later)).ToList();
        IReadOnlyList<int> stages = new StepOrder(all.ConvertAll(c => c.Needs), inGivenOrder: true).Stages;
        return new UndoRunner(info, run, all, all.Zip(stages, (change, stage) => (change, stage)).GroupBy(c => c.stage, c => c.change).OrderBy(s => s.Key)
            .Select(stage => (IReadOnlyList<UndoUnit>)stage.GroupBy(c => c.PersonKey, StringComparer.Ordinal).Select(person => new UndoUnit(person.ToList())).ToList()).ToList());
    }

    /// <summary>The run has ended.</summary>
    public void Finish() => Info.JournalHash = _journal?.LastHash;

    /// <summary>What stays as it is, in one sentence; null when everything was undone that could be.</summary>
    public string? WhatStays()
    {
        List<string> kinds = _changes.Where(c => c.Impossible is not null)
            .GroupBy(c => (c.Change.Action, c.Impossible))
            .Select(g => $"{g.Count()} x {g.Key.Action}, {g.Key.Impossible}").ToList();
        int later = _changes.Count(c => c.Impossible is null && c.Changes.Any(u => u.ErrorCode == ErrorCode.CannotBeUndone));
        if (later > 0)
            kinds.Add($"{later} x what somebody has changed again since");
        return kinds.Count == 0 ? null : $"This cannot be undone: {string.Join("; ", kinds)}.";
    }
}
