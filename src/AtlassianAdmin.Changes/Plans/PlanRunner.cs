using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>
/// Runs a plan: several people at once, the steps of one in their order. Before a person's first step the preconditions are
/// checked again; every step is journaled before and after, reads the state before, and is read back.
/// </summary>
public sealed class PlanRunner
{
    private readonly AdminClient _client;
    private readonly ChangeGuard _guard;
    private readonly OffboardingPlan _plan;
    private readonly string _organization;
    private readonly RunJournal? _journal;
    private readonly IChangeJournal? _connectionJournal;
    private readonly PlanProgress? _progress;
    private readonly OrderedWork<IReadOnlyList<Change>> _work;

    private volatile AdminException? _endOfKey;
    private volatile bool _isStopped;

    private PlanRunner(
        AdminClient client, ChangeGuard guard, OffboardingPlan plan, string organization, RunJournal? journal, IChangeJournal? connectionJournal, PlanProgress? progress)
    {
        _client = client;
        _guard = guard;
        _plan = plan;
        _organization = organization;
        _journal = journal;
        _connectionJournal = connectionJournal;
        _progress = progress;
        _work = new OrderedWork<IReadOnlyList<Change>>(client.Options.ThrottleLimit);
    }

    /// <summary>Makes a runner, after a look at whether the plan may run here at all.</summary>
    /// <param name="client">The organization's client.</param>
    /// <param name="guard">What the connection refuses by itself.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="organization">How change objects name the organization.</param>
    /// <param name="journal">Where the run is recorded; null to only foresee.</param>
    /// <param name="resume">True to go on with a run that was begun before.</param>
    /// <param name="connectionJournal">The journal of the connection, which hears of every write, too; null for none.</param>
    /// <exception cref="AdminException">
    /// <see cref="ErrorCode.PlanUnusable"/> when it is of another organization, <see cref="ErrorCode.PlanAltered"/>,
    /// <see cref="ErrorCode.ChangeLimitReached"/>, <see cref="ErrorCode.RunExists"/>, <see cref="ErrorCode.JournalUnusable"/>.
    /// </exception>
    public static PlanRunner Create(
        AdminClient client, ChangeGuard guard, OffboardingPlan plan, string organization, JournalWriter? journal, bool resume, IChangeJournal? connectionJournal = null)
    {
        plan.CheckDigest();
        if (!string.Equals(plan.OrganizationId, client.Options.OrganizationId, StringComparison.OrdinalIgnoreCase))
            throw new AdminException(ErrorCode.PlanUnusable, ("detail", $"it is of the organization {plan.OrganizationId}, and this is {client.Options.OrganizationId}"));
        PlanMaker.CheckLimit(plan, guard);
        if (journal is null)
            return new PlanRunner(client, guard, plan, organization, journal: null, connectionJournal, progress: null);
        // Read again: the journal of an open connection may have grown since it was opened.
        PlanProgress progress = PlanProgress.Of(plan, ChangeJournal.Read(journal.Path), resume);
        RunJournal run = journal.Start(new JournalRun
        {
            Kind = JournalRunKind.Plan,
            StartedAt = client.Options.Clock.GetUtcNow(),
            OrganizationId = plan.OrganizationId,
            Organization = organization,
            Operator = JournalRun.CurrentOperator,
            Reason = plan.Reason,
            Ticket = plan.Ticket,
            PlanDigest = plan.Digest,
        });
        return new PlanRunner(client, guard, plan, organization, run, connectionJournal, progress);
    }

    /// <summary>True to start nothing more after the first step that fails.</summary>
    public bool StopsAtErrors { get; set; }

    /// <summary>The people with something to do, in the order of the plan.</summary>
    public IReadOnlyList<OffboardingPerson> People => _plan.People.Where(p => p.Steps.Count > 0).ToList();

    /// <summary>True when the journal proves every step of a person: nothing is left to ask or to do.</summary>
    /// <param name="person">One of <see cref="People"/>.</param>
    public bool IsDone(OffboardingPerson person) => _progress is not null && person.Steps.All(s => _progress.ProofOf(s) is not null);

    /// <summary>Checks again what must hold before anything is done for these people.</summary>
    /// <param name="people">Some of <see cref="People"/>; those who are done are not asked about.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>For each person why nothing may be done; null when it may.</returns>
    public async Task<IReadOnlyList<AdminException?>> CheckAsync(IReadOnlyList<OffboardingPerson> people, CancellationToken cancellationToken)
    {
        OffboardingPerson[] open = people.Where(p => !IsDone(p)).ToArray();
        Task<IReadOnlyDictionary<string, IReadOnlyList<User>>> byEmail =
            _client.Organizations.FindByEmailAsync(open.Where(p => p.Email is not null).Select(p => p.Email!), cancellationToken);
        IReadOnlyDictionary<string, User> byId =
            await new PeopleReader(_client).FindUsersAsync(open.Select(p => p.AccountId), cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<string, IReadOnlyList<User>> owners = await byEmail.ConfigureAwait(false);
        return people.Select(p => IsDone(p) ? null : Objection(p, owners, byId)).ToList();
    }

    /// <summary>Runs the steps of a person, when its turn comes.</summary>
    /// <param name="person">One of <see cref="People"/>.</param>
    /// <param name="objection">What <see cref="CheckAsync"/> said about the person.</param>
    /// <param name="cancellationToken">Gives up what is in flight.</param>
    /// <returns>One change for each step.</returns>
    public Task<IReadOnlyList<Change>> RunAsync(OffboardingPerson person, AdminException? objection, CancellationToken cancellationToken) =>
        _work.Add(person.AccountId, () => RunStepsAsync(person, objection, cancellationToken));

    /// <summary>Finds out what the steps of a person would meet, and changes nothing.</summary>
    /// <param name="person">One of <see cref="People"/>.</param>
    /// <param name="objection">What <see cref="CheckAsync"/> said about the person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<IReadOnlyList<Change>> ForeseeAsync(OffboardingPerson person, AdminException? objection, CancellationToken cancellationToken) =>
        _work.Add(person.AccountId, async () =>
        {
            var runner = new ChangeRunner(_client, _guard, _organization);
            var changes = new List<Change>();
            foreach (OffboardingStep step in person.Steps)
            {
                Change change = objection is null
                    ? await runner.ForeseeAsync(Target(person), StepOperation.Of(step, _plan), cancellationToken).ConfigureAwait(false)
                    : runner.NotStarted(Target(person), StepOperation.Of(step, _plan)).Fail(ChangeOutcome.WhatIf, objection);
                changes.Add(change);
            }

            return (IReadOnlyList<Change>)changes;
        });

    /// <summary>The steps of a person that nobody ran, because the answer was no or the run was stopped.</summary>
    /// <param name="person">One of <see cref="People"/>.</param>
    public IReadOnlyList<Change> NotStarted(OffboardingPerson person)
    {
        var runner = new ChangeRunner(_client, _guard, _organization);
        return person.Steps.Select(s => runner.NotStarted(Target(person), StepOperation.Of(s, _plan))).ToList();
    }

    private async Task<IReadOnlyList<Change>> RunStepsAsync(OffboardingPerson person, AdminException? objection, CancellationToken cancellationToken)
    {
        var changes = new List<Change>();
        AdminException? trouble = null;
        foreach (OffboardingStep step in person.Steps)
        {
            Change change = await RunStepAsync(person, step, objection, trouble, cancellationToken).ConfigureAwait(false);
            if (change.Failure is { } failure)
            {
                trouble ??= failure;
                if (failure.RefusesTheKey)
                    _endOfKey ??= failure;
            }

            _isStopped |= StopsAtErrors && change.IsError;
            changes.Add(change);
        }

        return changes;
    }

    private async Task<Change> RunStepAsync(
        OffboardingPerson person, OffboardingStep step, AdminException? objection, AdminException? trouble, CancellationToken cancellationToken)
    {
        AccountOperation operation = StepOperation.Of(step, _plan);
        var journal = new StepJournal(_journal!, _connectionJournal, step.StepId, undoes: null);
        var runner = new ChangeRunner(_client, _guard, _organization, journal);
        Change notStarted = runner.NotStarted(Target(person), operation);
        if (_progress!.ProofOf(step) is { } proof)
            return Proven(notStarted, proof);

        // Nothing more starts after a stop, and what a key is refused for once, it is refused for every time.
        if (_isStopped || Client.Http.RequestScope.Current?.NothingNew.IsCancellationRequested == true)
            return notStarted;
        if (_endOfKey is { } end)
            return notStarted.Because(end);
        Change change;
        if (objection is not null)
            change = notStarted.Fail(ChangeOutcome.Failed, objection);
        else if (trouble is not null && step.Kind == OffboardingStepKind.ScheduleDeletion)
            // The one step that ends in something final waits until all before it are done.
            return notStarted.Because(trouble);
        else
            change = await runner.RunAsync(Target(person), operation, readFirst: true, verify: true, cancellationToken).ConfigureAwait(false);
        try
        {
            if (change.Outcome != ChangeOutcome.Skipped)
                journal.Close(change);
        }
        catch (AdminException e)
        {
            change.Fail(change.Outcome == ChangeOutcome.AlreadyInState ? ChangeOutcome.Unknown : change.Outcome, e);
        }

        return change;
    }

    private Change Proven(Change change, JournaledChange proof)
    {
        if (_progress!.WasUndone(proof))
        {
            return change.Because(new AdminException(
                ErrorCode.PreconditionFailed,
                ("account", change.Email ?? change.AccountId),
                ("action", "this step"),
                ("detail", "the plan did it and somebody undid it with Undo-AtlassianChange")));
        }

        change.Outcome = ChangeOutcome.AlreadyInState;
        change.Before = proof.Before;
        change.After = proof.After;
        change.Verified = true;
        return change;
    }

    private static AdminException? Objection(
        OffboardingPerson person, IReadOnlyDictionary<string, IReadOnlyList<User>> owners, IReadOnlyDictionary<string, User> byId)
    {
        if (person.Email is { } email)
        {
            IReadOnlyList<User> found = owners[email];
            if (found.Count != 1 || found[0].AccountId != person.AccountId)
            {
                return Failed(person, found.Count == 0
                    ? $"{email} belongs to nobody any more"
                    : $"{email} belongs to {string.Join(", ", found.Select(f => f.AccountId))}, and the plan is about {person.AccountId}");
            }
        }

        return byId.TryGetValue(person.AccountId, out User? user) && user.PlatformRoles?.Contains(Role.OrganizationAdmin) == true
            ? Failed(person, "the person has become an organization admin")
            : null;
    }

    private static AdminException Failed(OffboardingPerson person, string detail) =>
        new(ErrorCode.PreconditionFailed, ("account", person.ToString()), ("action", "the off-boarding"), ("detail", detail));

    private static ChangeTarget Target(OffboardingPerson person) => new(person.Input, person.AccountId, person.Email, person.Name);
}
