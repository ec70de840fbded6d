using System.Collections.Concurrent;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Reading;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>
/// Runs a plan stage by stage: several people at once, the steps of one in their order. Before a person's first step the preconditions are
/// checked again; every step is journaled before and after, reads the state before, and is read back.
/// </summary>
public sealed class PlanRunner
{
    private readonly AdminClient _client;
    private readonly PlanKind _kind;
    private readonly RunJournal? _journal;
    private readonly TokenProofs _tokens;
    private readonly int _tokenPeopleAPage;

    private PlanRunner(AdminClient client, PlanKind kind, RunInfo info, RunJournal? journal, IReadOnlyList<PlanUnit> units, TokenProofs tokens)
    {
        _journal = journal;
        _tokens = tokens;
        int withTokens = units.Count(u => u.Person.Steps.Any(s => s.Seen is TokenListState { Count: > 0 }));
        // Nothing is revoked by a preview.
        _tokenPeopleAPage = journal is null || withTokens == 0 ? 0 : withTokens * ProofPages.SizeOf(client.Options.ThrottleLimit, units.Count) / units.Count;
        Info = info;
        _client = client;
        _kind = kind;
        Units = units;
        Stages = units.GroupBy(u => u.Stage).OrderBy(s => s.Key).Select(s => (IReadOnlyList<PlanUnit>)s.ToList()).ToList();
    }

    /// <summary>The people with something to do, in the order of the plan, a unit for each stage.</summary>
    public IReadOnlyList<PlanUnit> Units { get; }

    /// <summary>The same by stages: each begins when the one before has ended.</summary>
    public IReadOnlyList<IReadOnlyList<PlanUnit>> Stages { get; }

    /// <summary>Makes a runner, after a look at whether the plan may run here at all.</summary>
    /// <param name="clients">The clients of the connection.</param>
    /// <param name="guard">What the connection refuses by itself.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="organization">How change objects name the organization.</param>
    /// <param name="journal">Where the run is recorded; null to only preview.</param>
    /// <param name="resume">True to go on with a run that was begun before.</param>
    /// <param name="connectionJournal">The journal of the connection, which hears of every write, too; null for none.</param>
    /// <param name="part">The part of the plan to run; null for all of it.</param>
    /// <param name="parameters">How it was asked, in words; null when that is not known.</param>
    /// <exception cref="AdminException">
    /// <see cref="ErrorCode.OtherOrganization"/> when it is of another organization, <see cref="ErrorCode.PlanAltered"/>,
    /// <see cref="ErrorCode.ChangeLimitReached"/>, <see cref="ErrorCode.RunExists"/>, <see cref="ErrorCode.JournalUnusable"/>.
    /// </exception>
    public static PlanRunner Create(
        ConnectedClients clients, ChangeGuard guard, Plan plan, string organization, JournalWriter? journal, bool resume, IChangeJournal? connectionJournal = null,
        PlanPart? part = null, string? parameters = null)
    {
        AdminClientOptions options = clients.Organization.Options;
        plan.CheckDigest();
        if (plan.Origin!.DifferenceFrom(options.Origin) is { } other)
            throw new AdminException(ErrorCode.OtherOrganization, ("account", "The plan"), ("detail", other), ("organization", organization));
        // The connection's own requirement holds for every run.
        AdminException? notApproved = guard.RequiredApproval is { } required ? plan.ApprovalViolation(required, options.Clock.GetUtcNow()) : null;
        // A preview tells it of each step.
        if (notApproved is not null && journal is not null)
            throw notApproved;
        plan.CheckLimit(guard);
        // Read again: the journal of an open connection may have grown since it was opened.
        IReadOnlyList<PlanPerson> ofRun = part is null ? plan.People : part.PeopleOf(plan);
        List<AskedPerson> people = ofRun.Select(p => p.AsAsked(plan.Verb)).ToList();
        PlanProgress progress = journal is null ? PlanProgress.None() : PlanProgress.Of(plan, ChangeJournal.Read(journal.Path), resume, part);
        RunJournal? run = journal?.Start(new JournalRun
        {
            Kind = JournalRunKind.Plan,
            StartedAt = options.Clock.GetUtcNow(),
            OrganizationId = plan.OrganizationId,
            Organization = organization,
            Operator = clients.Operator,
            Reason = plan.Reason,
            Ticket = plan.Ticket,
            PlanDigest = plan.Digest,
            PlanPart = part?.ToString(),
            Approval = plan.Approval,
            Parameters = parameters,
            People = people,
        });
        ChangeGuard limited = notApproved is null ? guard.OfApprovedRun(plan.MaxChanges) : guard;
        var info = new RunInfo
        {
            Organization = organization,
            Origin = options.Origin,
            Operator = clients.Operator,
            Reason = plan.Reason,
            Ticket = plan.Ticket,
            PlanDigest = plan.Digest,
            Approval = plan.Approval,
            Parameters = parameters,
            StartedAt = options.Clock.GetUtcNow(),
            People = people,
        };
        ChangeRunner RunnerOf(string stepId) =>
            new(limited, organization, options.Clock, run is null ? null : new StepJournal(run, connectionJournal, stepId, undoes: null)) { Info = info };
        var tokens = new TokenProofs(clients.Organization);
        // Steps of people whom the plan refuses, or who wait, never run, whatever a file holds.
        return new PlanRunner(clients.Organization, plan.Kind, info, run, ofRun.Where(p => p.Decision is not (PlanDecision.Refused or PlanDecision.Waiting))
            .SelectMany(p => StagesOf(plan, p).Select(stage => new PlanUnit(plan, p, stage, clients, RunnerOf, progress, tokens))).ToList(), tokens);
    }

    // Who was in no group may have joined one.
    private static IEnumerable<int> StagesOf(Plan plan, PlanPerson person) =>
        person.Steps.Count == 0 && person.AccountId.Length > 0 && plan.RequestedSteps.Contains(OffboardingStepKind.LeaveGroups)
            ? [1]
            : person.Steps.Select(s => s.Stage).Distinct();

    /// <summary>What a report says of the run.</summary>
    public RunInfo Info { get; }

    /// <summary>The run has ended.</summary>
    public void Finish()
    {
        Info.EndedAt = _client.Options.Clock.GetUtcNow();
        Info.JournalHash = _journal?.LastHash;
    }

    /// <summary>Checks again what must hold before anything is done for these people, and reads those who are done once more.</summary>
    /// <param name="units">Some of <see cref="Units"/>; each takes what stands against it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task CheckAsync(IReadOnlyList<PlanUnit> units, CancellationToken cancellationToken)
    {
        PlanUnit[] open = units.Where(u => u.Person.AccountId.Length > 0).ToArray();
        await _tokens.BeginAsync(_tokenPeopleAPage, cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<string, IReadOnlyList<User>> owners = await _client.Users.FindByEmailAsync(
            open.Select(u => u.Email).OfType<string>(), new ConcurrentDictionary<string, AdminException>(), PersonPages.Everything, cancellationToken)
            .ConfigureAwait(false);
        var pages = owners.Values.SelectMany(o => o).GroupBy(u => u.AccountId, StringComparer.Ordinal).ToDictionary(o => o.Key, o => o.First(), StringComparer.Ordinal);
        // Whose address is hidden is asked for by id, and who is not in the search by address any more.
        IEnumerable<(string, string?)> others = open.Where(u => !pages.ContainsKey(u.Person.AccountId)).Select(u => (u.Person.AccountId, (string?)null));
        foreach (KeyValuePair<string, User> other in await new PersonPages(_client).FindAsync(others, PersonPages.Everything, cancellationToken).ConfigureAwait(false))
            pages[other.Key] = other.Value;
        foreach (PlanUnit unit in open)
        {
            User? page = pages.TryGetValue(unit.Person.AccountId, out User? shown) ? shown : null;
            unit.Violation = Violation(unit, owners, page);
            unit.TakePage(page);
        }
    }

    private AdminException? Violation(PlanUnit unit, IReadOnlyDictionary<string, IReadOnlyList<User>> owners, User? page)
    {
        PlanPerson person = unit.Person;
        if (unit.Email is { } email)
        {
            IReadOnlyList<User> found = owners[email];
            // An address that the plan itself gives is as good as the one that was seen.
            bool isGiven = page?.Email is { } now && person.Steps.Any(s => string.Equals(s.Needs.Takes, now, StringComparison.OrdinalIgnoreCase));
            if (!isGiven && (found.Count != 1 || found[0].AccountId != person.AccountId))
            {
                return Failed(unit, found.Count == 0
                    ? $"{email} belongs to nobody any more"
                    : $"{email} belongs to {string.Join(", ", found.Select(f => f.AccountId))}, and the plan is about {person.AccountId}");
            }
        }

        return _kind == PlanKind.Offboarding && page?.PlatformRoles?.Contains(Role.OrganizationAdmin) == true
            ? Failed(unit, "the person has become an organization admin")
            : null;
    }

    private static AdminException Failed(PlanUnit unit, string detail) =>
        new(ErrorCode.PreconditionFailed, ("account", unit.Person.ToString()), ("action", unit.Gerund), ("detail", detail));
}
