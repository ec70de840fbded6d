using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Engine;

/// <summary>
/// Runs whatever gives it changes. Questions are asked on the pipeline thread, the network works on many at once, and results
/// come back in input order; one that fails never stops the others, unless the caller asked that errors stop the command.
/// </summary>
internal sealed class ChangeEngine
{
    private static readonly Dictionary<string, User> NobodyShown = new();

    private readonly ConnectedCmdlet _cmdlet;
    private readonly ITargetConnection _target;
    private readonly ConnectedClients _clients;
    private readonly EngineSettings _settings;
    private readonly OrderedWork<bool> _sender;
    private readonly InputWindow<PendingChange> _window;
    private readonly RunStatus _status;
    private readonly CommandSummary _summary = new();
    private readonly RepeatedRows _repeated = new();
    private readonly StartLimit _limit;

    // Whoever goes in a request with others is answered before the next one for them is sent.
    private readonly Dictionary<string, Task> _shared = new(StringComparer.OrdinalIgnoreCase);

    // Who gives up an address is answered before it is given to somebody else.
    private readonly Dictionary<string, Task> _leaving = new(StringComparer.OrdinalIgnoreCase);

    // Who wants an address is answered before somebody further down gives it up: what was foreseen is what comes.
    private readonly Dictionary<string, Task> _wanting = new(StringComparer.OrdinalIgnoreCase);

    private Func<IReadOnlyList<ChangeUnit>, CancellationToken, Task>? _prepare;
    private bool _isRun;
    private bool _listHasEnded;
    private bool _nobodyMore;
    private bool _writesError;
    private bool _isFinished;
    private long _added;

    public ChangeEngine(ConnectedCmdlet cmdlet, ITargetConnection target, EngineSettings settings)
    {
        _cmdlet = cmdlet;
        _target = target;
        _clients = target.Clients;
        _settings = settings;
        _status = new RunStatus { StopsAtErrors = cmdlet.StopsAtErrors() };
        _sender = new OrderedWork<bool>(target.ThrottleLimit);
        // Who takes only the first changes must not find that all others were made, too.
        _limit = new StartLimit(2 * target.ThrottleLimit);
        _window = new InputWindow<PendingChange>(
            BeginWindow, Emit, cmdlet.WaitFor, cmdlet.ReadAhead, step: settings.ReturnsChanges ? target.ThrottleLimit : int.MaxValue);
        Runner = target.CreateRunner();
        Runner.Info = Info = new RunInfo
        {
            Organization = _target.DisplayName,
            Origin = cmdlet.OrganizationCheck.Here,
            Operator = _clients.Operator,
            Reason = cmdlet.JournaledRun?.Reason,
            Ticket = cmdlet.JournaledRun?.Ticket,
            Parameters = TypedParameters.Of(cmdlet),
            StartedAt = DateTimeOffset.UtcNow,
        };
    }

    /// <summary>What carries out the changes.</summary>
    public ChangeRunner Runner { get; }

    /// <summary>What a report says of the command, beside its changes.</summary>
    public RunInfo Info { get; set; }

    /// <summary>Takes a person who is to be looked up.</summary>
    /// <param name="identity">Who.</param>
    /// <param name="spec">What is asked.</param>
    /// <param name="question">The words of the question.</param>
    /// <param name="asked">Everything that is asked beside the person: a row that asks the same of the same person again is no change of its own.</param>
    public void Add(UserIdentity identity, OperationSpec spec, string question, string asked) =>
        Add(new PendingChange(identity.Input, question, p => $"{p.Question} of {p.Who} in {_target.DisplayName}") { Identity = identity, Spec = spec, Asked = asked });

    /// <summary>Takes something that is no person.</summary>
    public void Add(string input, OperationSpec spec, string question) =>
        Add(input, spec, question, p => $"{p.Question} {p.Who} in {_target.DisplayName}");

    /// <summary>Takes something that is known, with a question of its own.</summary>
    public void Add(string input, OperationSpec spec, string question, Func<PendingChange, string> describe) =>
        Add(new Subject(input), spec, question, describe);

    /// <summary>Takes somebody who is known, with a question of their own.</summary>
    /// <param name="subject">Who.</param>
    /// <param name="spec">What is asked.</param>
    /// <param name="question">The words of the question.</param>
    /// <param name="describe">The whole question.</param>
    /// <param name="isRepeated">True for somebody who came before: told, and not done again.</param>
    public void Add(Subject subject, OperationSpec spec, string question, Func<PendingChange, string> describe, bool isRepeated = false)
    {
        var pending = new PendingChange(subject.Input, question, describe) { Unit = new IntentUnit(Runner, spec.ToIntent(subject, _clients)) };
        if (isRepeated)
            pending.Skip();
        Add(pending);
    }

    /// <summary>Runs everything that a file tells, such as the steps of a plan, to its end.</summary>
    /// <param name="units">What is run.</param>
    /// <param name="question">The words of the question.</param>
    /// <param name="describe">What is done, in words.</param>
    /// <param name="prepare">What must be found out before anybody of a window is asked about; null for nothing.</param>
    public void Run<T>(
        IReadOnlyList<T> units, string question, Func<T, string> describe, Func<IReadOnlyList<T>, CancellationToken, Task>? prepare = null)
        where T : ChangeUnit
    {
        _isRun = true;
        _prepare = prepare is null ? null : (window, cancellationToken) => prepare(window.Cast<T>().ToList(), cancellationToken);
        foreach (T unit in units)
        {
            Add(new PendingChange(unit.Subject.Input, question, p => $"{p.Question} {p.Who} in {_target.DisplayName}: {describe(unit)}") { Unit = unit });
        }

        FinishWindow();
    }

    /// <summary>Takes an input.</summary>
    public void Add(PendingChange pending)
    {
        _cmdlet.Progress.Expect(1);
        pending.Place = _added++;
        _window.Add(pending);
        if (!_isRun && _status.JournalFailure is not null)
            FinishWindow();
    }

    /// <summary>Ends with the last one emitted. Without a record nothing is sent: then the command ends with the reason.</summary>
    private void FinishWindow()
    {
        _window.Finish();
        if (_status.JournalFailure is not { } failure)
            return;
        _isFinished = true;
        Remember();
        _cmdlet.ThrowTerminatingError(failure.ToErrorRecord(_cmdlet, target: null, $"{failure.Message} {_summary.Counts}", failure.Remedy));
    }

    /// <summary>Nothing comes any more: ends with the last one emitted.</summary>
    public void Finish()
    {
        _listHasEnded = true;
        FinishWindow();
        _cmdlet.Progress.Complete();
        _repeated.WriteTo(_cmdlet.WriteVerbose);
        _isFinished = true;
        Remember();
        // A stop in the middle of the last one ends here, and is told all the same.
        if (_cmdlet.NothingNew.IsCancellationRequested && _summary.HasOpenEnds)
            _summary.WriteTo(_cmdlet);
    }

    /// <summary>Emits what is ready.</summary>
    public void Drain()
    {
        // Nobody overtakes an error.
        if (!_writesError)
            _window.EmitReady();
        _cmdlet.Progress.ReportProgress();
    }

    /// <summary>The command ends before its end: what is in flight is answered as far as the grace goes, and one line says what was done.</summary>
    public void Stop()
    {
        if (_isFinished || (_summary.Emitted.Count == 0 && _window.Pending.Count == 0))
            return;
        _isFinished = true;
        _cmdlet.StopAll();
        _limit.Lift();
        Task.WaitAny(Task.WhenAll(OnTheirWay), Task.Delay(AtlassianCmdlet.Grace + AtlassianCmdlet.Grace));
        foreach (PendingChange pending in _window.Pending)
        {
            Identify(pending);
            Take(pending.Changes);
        }

        Remember();
        // Where nobody is left, an error that stopped the command has said everything, and so has what was emitted.
        if (_window.Pending.Count > 0 || (!_writesError && _summary.HasOpenEnds))
            _summary.WriteTo(_cmdlet);
    }

    private IEnumerable<Task> OnTheirWay => _window.Pending.Where(p => p.Sent is not null).Select(p => p.Sent!);

    private void BeginWindow(PendingChange[] window)
    {
        if (_status.IsStopped || _nobodyMore || _cmdlet.NothingNew.IsCancellationRequested)
        {
            Skip(window);
            return;
        }

        if (_status.Rejection is { } rejection)
        {
            // Not even asked who they are.
            foreach (PendingChange pending in window.Where(p => p.Ready is null))
                Settle(pending, change => change.Because(rejection));
            return;
        }

        Resolve(window);
        Prepare(window.Where(p => p.Ready is null).ToArray());
        SkipAfterFailure(window);
        Ask(window);
        Send(window.Where(p => p.Ready is null).ToList());
    }

    /// <summary>Finds out who is meant, where that is not known yet.</summary>
    private void Resolve(PendingChange[] window)
    {
        PendingChange[] people = window.Where(p => p.Unit is null).ToArray();
        if (people.Length == 0)
            return;
        UserIdentity[] identities = Array.ConvertAll(people, p => p.Identity!);
        IReadOnlyList<ResolvedIdentity> resolved = _cmdlet.Await(_cmdlet.Begin(() => _target.ResolveAsync(identities, _cmdlet.GiveUp)));
        for (int index = 0; index < people.Length; index++)
        {
            PendingChange pending = people[index];
            if (_repeated.Take(resolved[index], pending.Asked))
            {
                pending.Settle([]);
                continue;
            }

            _cmdlet.IdentityWarnings.Note(resolved[index]);
            if (resolved[index].Failure is not { } failure)
            {
                pending.Unit = UnitOf(pending, resolved[index].Target!, resolved[index].User);
                continue;
            }

            Identify(pending);
            // What the key is refused for once, it is refused for every time: one error is enough.
            bool isFirst = _status.KeyRejection is null;
            bool rejects = pending.Unit!.NoteFailure(_status, failure);
            Settle(pending, change => rejects && !isFirst ? change.Because(_status.KeyRejection!) : change.Fail(ChangeOutcome.Failed, failure));
            // Whoever is not found was asked for all the same.
            if (!_cmdlet.IsOn("WhatIf", "WhatIfPreference"))
                Runner.Record(pending.Changes, _status);
        }

        // Of the last people of a list, before anything about them is sent.
        if (_listHasEnded)
            _cmdlet.IdentityWarnings.WriteTo(_cmdlet.WriteWarning);
    }

    /// <summary>Finds out what must be known of everybody before anybody is asked about. What stands in the way there is told once.</summary>
    private void Prepare(PendingChange[] window)
    {
        if (_prepare is not { } prepare || window.Length == 0)
            return;
        try
        {
            ChangeUnit[] units = Array.ConvertAll(window, p => p.Unit!);
            _cmdlet.Await(_cmdlet.Begin(async () =>
            {
                await prepare(units, _cmdlet.GiveUp).ConfigureAwait(false);
                return true;
            }));
        }
        catch (AdminException e)
        {
            _status.NoteFailure(e);
            Settle(window[0], change => change.Fail(ChangeOutcome.Failed, e));
            foreach (PendingChange pending in window.Skip(1))
                Settle(pending, change => change.Because(e));
        }
    }

    /// <summary>Asks about each, after finding out what would come when somebody is going to read the question.</summary>
    private void Ask(PendingChange[] window)
    {
        PendingChange[] open = window.Where(p => p.Ready is null && !p.Unit!.NeedsNoAnswer).ToArray();
        if (_cmdlet.IsOn("WhatIf", "WhatIfPreference") || _cmdlet.WouldAsk(_settings.Impact))
            Preview(open);
        foreach (PendingChange pending in open)
        {
            if (_nobodyMore && pending.Ready is not null)
                break;
            try
            {
                if (_cmdlet.Ask(pending.What, pending.Question, pending.Who, pending.Unit!.Gerund, out ShouldProcessReason reason))
                    continue;
                if (reason == ShouldProcessReason.WhatIf && pending.Preview is { } foreseen)
                    pending.Settle(foreseen);
                else
                    pending.Skip();
            }
            catch (AdminException e)
            {
                Settle(pending, change => change.Fail(ChangeOutcome.Failed, e));
                SkipAfterFailure(window);
            }
        }
    }

    private void Preview(PendingChange[] open)
    {
        bool byPage = _cmdlet.IsOn("WhatIf", "WhatIfPreference");
        if (byPage)
            ReadPages(open);
        // After what is still being sent for the same person.
        var previews = new IReadOnlyList<Change>[open.Length];
        foreach (PendingChange pending in open)
            pending.Unit!.ExpectPreview();
        Task<bool>[] work = open.Select((pending, index) => _sender.Add(pending.Unit!.OrderKey, _cmdlet.InScope(async () =>
        {
            previews[index] = await pending.Unit.PreviewAsync(byPage, _cmdlet.GiveUp).ConfigureAwait(false);
            return true;
        }))).ToArray();
        for (int index = 0; index < open.Length; index++)
        {
            _cmdlet.Await(work[index]);
            open[index].Preview = previews[index];
        }
    }

    /// <summary>Looks many people up together, where a page tells the state that is to be shown and none has told it yet.</summary>
    private void ReadPages(PendingChange[] open)
    {
        List<Operation> untold = open.Select(p => (p.Unit as IntentUnit)?.Intent).OfType<Operation>()
            .Where(o => o is { PageParts: not null, Subject.AccountId.Length: > 0 } && (o.Page is null || o.StateOf(o.Page) is null)).ToList();
        if (untold.Count < 2 || _clients.People is not { } people)
            return;
        try
        {
            IReadOnlyDictionary<string, User> pages = _cmdlet.Await(_cmdlet.Begin(() => people.FindAsync(
                untold.Select(o => (o.Subject.AccountId, o.Subject.Email)), untold.SelectMany(o => o.PageParts!).Distinct().ToList(), _cmdlet.GiveUp)));
            foreach (Operation operation in untold)
                operation.Page = pages.TryGetValue(operation.Subject.AccountId, out User? page) ? page : null;
        }
        catch (AdminException)
        {
            // Then each is read by itself, and tells what it met.
        }
    }

    private void Send(List<PendingChange> open)
    {
        ProofPages? proofs = _clients.People is { } people ? new ProofPages(people, _target.ThrottleLimit, open.Count) : null;
        // Of somebody who comes twice the first must be proven before the second is sent.
        var once = new HashSet<string?>(open.GroupBy(p => p.Unit!.OrderKey).Where(same => same.Key is not null && same.Count() == 1).Select(same => same.Key));
        ForgetAnswered(_leaving);
        ForgetAnswered(_wanting);
        ForgetAnswered(_shared);
        IReadOnlyDictionary<string, User> shown = ReadAddresses(open);
        var options = new RunOptions(ReadFirst: _settings.ReturnsChanges, _settings.Verify);
        for (int index = 0; index < open.Count;)
        {
            // Several people's invitations go in one request, where they are invited to the same.
            int count = CountShared(open, index);
            List<PendingChange> batch = open.GetRange(index, count);
            ChangeUnit unit = batch[0].Unit!;
            IReadOnlyList<OpenProof> left = [];
            bool together = count == 1 && proofs is not null && once.Contains(unit.OrderKey);
            // A command that returns nothing has nobody who could take only some of it.
            bool isLimited = count == 1 && (_settings.ReturnsChanges || unit is IntentUnit { Intent: Operation { IsCreation: true } });
            Task allowed = isLimited ? _limit.WhenAllowed(batch[0].Place) : Task.CompletedTask;
            if (LeaverOf(unit) is { } leaver)
                allowed = Task.WhenAll(allowed, leaver);
            if (AddressOf(unit, shown) is { } address && _wanting.TryGetValue(address, out Task? wanting))
                allowed = Task.WhenAll(allowed, Task.WhenAny(wanting));
            bool isShared = unit is IntentUnit { LargestBatch: > 1 };
            if (isShared)
                allowed = Task.WhenAll(allowed, EarlierOf(batch));
            // A page that waited for somebody who may not begin yet would wait for ever.
            if (together)
                allowed = ExpectAsync(proofs!, allowed);
            Task<bool> sent = _sender.Add(unit.OrderKey, _cmdlet.InScope(async () =>
            {
                await allowed.ConfigureAwait(false);
                if (together)
                    left = await unit.SendAsync(options, _status, _cmdlet.GiveUp).ConfigureAwait(false);
                else if (count == 1)
                    await unit.RunAsync(options, _status, _cmdlet.GiveUp).ConfigureAwait(false);
                else
                    await IntentUnit.RunTogetherAsync(batch.ConvertAll(p => (IntentUnit)p.Unit!), _status, _cmdlet.GiveUp).ConfigureAwait(false);
                return true;
            }), together ? _cmdlet.InScope(() => proofs!.CloseAsync(left, _cmdlet.GiveUp)) : null);
            foreach (PendingChange pending in batch)
                pending.Sent = sent;
            NoteLeaver(unit, shown, sent);
            if (isShared)
                NoteShared(batch, sent);
            index += count;
        }
    }

    /// <summary>How many units go in one request, from that place on.</summary>
    private static int CountShared(List<PendingChange> open, int index)
    {
        if (open[index].Unit is not IntentUnit { LargestBatch: > 1 and var largest } first)
            return 1;
        int end = index + 1;
        while (end < open.Count && end - index < largest && open[end].Unit is IntentUnit next && first.SharesWith(next))
            end++;
        return end - index;
    }

    /// <summary>Ends when what was asked before for the people of a batch is answered.</summary>
    private Task EarlierOf(List<PendingChange> batch) =>
        Task.WhenAll(batch.Select(p => p.Unit!.OrderKey).OfType<string>().Select(key => _shared.TryGetValue(key, out Task? sent) ? Task.WhenAny(sent) : Task.CompletedTask));

    // Nobody has to wait for it any more: a long list must not pile up here.
    private static void ForgetAnswered(Dictionary<string, Task> tasks)
    {
        foreach (string key in tasks.Where(t => t.Value.IsCompleted).Select(t => t.Key).ToList())
            tasks.Remove(key);
    }

    private void NoteShared(List<PendingChange> batch, Task sent)
    {
        foreach (string key in batch.Select(p => p.Unit!.OrderKey).OfType<string>())
            _shared[key] = sent;
    }

    /// <summary>The addresses that people have who are to get others, where only their ids are known.</summary>
    private IReadOnlyDictionary<string, User> ReadAddresses(List<PendingChange> open)
    {
        Intent[] movers = open.Select(p => (p.Unit as IntentUnit)?.Intent).OfType<Intent>().Where(i => i.ExclusiveTarget is not null).ToArray();
        List<string> unknown = movers.Where(i => i.Subject is { Email: null, AccountId.Length: > 0 }).Select(i => i.Subject.AccountId).Distinct().ToList();
        if (unknown.Count == 0 || movers.Length + _leaving.Count < 2 || _clients.People is not { } people)
            return NobodyShown;
        try
        {
            return _cmdlet.Await(_cmdlet.Begin(() => people.FindAsync(unknown.Select(id => (id, (string?)null)), [], _cmdlet.GiveUp)));
        }
        catch (AdminException)
        {
            // Then they go in no order, and the service refuses what comes too early.
            return NobodyShown;
        }
    }

    private void NoteLeaver(ChangeUnit unit, IReadOnlyDictionary<string, User> shown, Task sent)
    {
        if (unit is not IntentUnit { Intent.ExclusiveTarget: { } target })
            return;
        _wanting[target] = sent;
        if (AddressOf(unit, shown) is { } address && !string.Equals(address, target, StringComparison.OrdinalIgnoreCase))
            _leaving[address] = sent;
    }

    /// <summary>The address that somebody has who is to get another one; null for anybody else, and where it is not known.</summary>
    private static string? AddressOf(ChangeUnit unit, IReadOnlyDictionary<string, User> shown) => unit is not IntentUnit { Intent.ExclusiveTarget: not null } ? null
        : unit.Subject.Email ?? (shown.TryGetValue(unit.Subject.AccountId, out User? user) ? user.Email : null);

    /// <summary>Ends when whoever has the address that a unit gives away has another one, or has failed to get it; null for nobody.</summary>
    private Task<Task>? LeaverOf(ChangeUnit unit) =>
        unit is IntentUnit { Intent.ExclusiveTarget: { } target } && _leaving.TryGetValue(target, out Task? sent) ? Task.WhenAny(sent) : null;

    private static async Task ExpectAsync(ProofPages proofs, Task allowed)
    {
        await allowed.ConfigureAwait(false);
        proofs.Expect();
    }

    /// <summary>Where errors stop the command, whoever comes after the first that failed is left alone.</summary>
    private void SkipAfterFailure(PendingChange[] window)
    {
        int failed = _status.StopsAtErrors ? Array.FindIndex(window, p => p.Ready is not null && p.Sent is null && p.Changes.Any(c => c.IsError)) : -1;
        if (failed < 0)
            return;
        _nobodyMore = true;
        Skip(window.Skip(failed + 1));
    }

    private void Skip(IEnumerable<PendingChange> people)
    {
        foreach (PendingChange pending in people)
        {
            Identify(pending);
            pending.Skip();
        }
    }

    private void Settle(PendingChange pending, Func<Change, Change> settle)
    {
        Identify(pending);
        pending.Settle(pending.Unit!.NotStarted().Select(settle).ToList());
    }

    // One who was not looked up is told by the identity as it was given.
    private void Identify(PendingChange pending) => pending.Unit ??= UnitOf(pending, new Subject(pending.Input));

    private IntentUnit UnitOf(PendingChange pending, Subject subject, User? page = null)
    {
        Intent intent = pending.Spec!.ToIntent(subject, _clients);
        intent.Page = page;
        return new IntentUnit(Runner, intent);
    }

    private void Emit(PendingChange pending)
    {
        pending.Sent?.GetAwaiter().GetResult();
        IReadOnlyList<Change> changes = pending.Changes;
        AdminException? failure = ErrorOf(changes);
        string[] warnings = changes.Any(c => c.Warning is not null) ? changes.Select(c => c.Warning).OfType<string>().Distinct().ToArray() : [];
        object[] created = changes.Any(c => c.Created is not null) ? changes.Select(c => c.Created).OfType<object>().ToArray() : [];
        // Of those that are done only what people can see is kept.
        foreach (Change change in changes)
            change.Forget();
        pending.Unit?.Forget();
        Take(changes);
        _cmdlet.Progress.Done();
        foreach (string warning in warnings)
            _cmdlet.WriteWarning(warning);
        foreach (object one in _settings.ReturnsChanges ? (IEnumerable<object>)changes : created)
            _cmdlet.WriteObject(one);
        // One error at the end tells of the journal.
        if (failure is not null && failure.Code != _status.JournalFailure?.Code)
            WriteError(failure, changes, pending.Input);
        _limit.Take();
    }

    private void Take(IReadOnlyList<Change> changes)
    {
        foreach (Change change in changes)
            change.Origin = _cmdlet.OrganizationCheck.Here;
        _summary.Take(changes);
    }

    private void WriteError(AdminException failure, IReadOnlyList<Change> changes, string input)
    {
        // One error for all that was asked for one person.
        string done = changes.Count > 1 ? $" Done: {changes.Count(c => c.IsDone)} of {changes.Count}." : "";
        ErrorRecord record = failure.ToErrorRecord(_cmdlet, input, failure.Message + done, failure.Remedy);
        _writesError = _status.StopsAtErrors;
        // The error will end the command: what is on its way is answered first, so that nothing about it stays open.
        if (_writesError)
        {
            _limit.Lift();
            _cmdlet.WaitFor(Task.WhenAll(OnTheirWay));
        }

        _cmdlet.WriteError(record);
        _writesError = false;
    }

    private static AdminException? ErrorOf(IReadOnlyList<Change> changes) => changes.FirstOrDefault(c => c.IsError)?.Failure;

    // Not before the end: the changes of the last command may be what comes down the pipeline.
    private void Remember()
    {
        Info.EndedAt = DateTimeOffset.UtcNow;
        _cmdlet.State.LastChanges = _summary.Emitted;
        _cmdlet.State.LastRun = Info;
    }
}
