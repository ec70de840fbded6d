using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Groups;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>Makes a plan of what <c>-WhatIf</c> foresaw, in an order in which it can be done. Changes nothing.</summary>
public sealed class ChangePlanMaker
{
    private readonly ConnectedClients _clients;
    private readonly ChangeGuard _guard;
    private readonly ChangePlanRequest _request;
    private readonly string _planId = Guid.NewGuid().ToString();
    private readonly List<ForeseenStep> _foreseen = [];
    private readonly List<ForeseenStep> _impossible = [];

    /// <summary>Makes a maker of one plan.</summary>
    /// <param name="clients">The clients of the connection.</param>
    /// <param name="guard">What the connection refuses by itself.</param>
    /// <param name="request">What the plan is asked for.</param>
    public ChangePlanMaker(ConnectedClients clients, ChangeGuard guard, ChangePlanRequest request)
    {
        _clients = clients;
        _guard = guard;
        _request = request;
    }

    /// <summary>Takes a change that was foreseen, in input order.</summary>
    /// <param name="change">The change.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.PlanUnusable"/> for one that was not only foreseen.</exception>
    public void Add(Change change)
    {
        _ = change ?? throw new ArgumentNullException(nameof(change));
        // Who could not be looked up fails under -WhatIf, too, and stays in the plan as a problem.
        bool isUnresolved = change is { Outcome: ChangeOutcome.Failed, AccountId.Length: 0, Noun: null, Attempts: 0, BeforeState: null } and not JournaledChange;
        if (change.Spec is null || (change.Outcome != ChangeOutcome.WhatIf && !isUnresolved))
            throw new AdminException(ErrorCode.PlanUnusable, ("detail", $"'{change}' was not only foreseen, so add -WhatIf to the command that returned it"));
        var subject = new Subject(change.Input, change.AccountId, change.Email, change.Name) { ScimUserId = change.ScimUserId };
        _foreseen.Add(new ForeseenStep(subject, change.Noun, change.Spec, change.BeforeState)
        {
            HolderId = change.HolderId,
            // A plan is made on a connection that may not run it.
            Refusal = change.ErrorCode is { } code and not (ErrorCode.ReadOnlyConnection or ErrorCode.PlanNotApproved)
                ? new PlanFinding { Code = code, Message = change.ErrorMessage ?? "", RecommendedAction = change.RecommendedAction }
                : null,
        });
    }

    /// <summary>Takes what was found out in another way than by <c>-WhatIf</c>, in input order.</summary>
    internal void Add(ForeseenStep step) => _foreseen.Add(step);

    /// <summary>Makes the plan of everything taken.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException">
    /// <see cref="ErrorCode.ChangeLimitReached"/> when it would change more people than it may, <see cref="ErrorCode.DomainNotVerified"/> when
    /// the organization has not verified the parking domain.
    /// </exception>
    public async Task<Plan> MakeAsync(CancellationToken cancellationToken)
    {
        if (_request.ParkingDomain is { } domain && await VerifiedDomains.ViolationAsync(_clients, "@" + domain, cancellationToken).ConfigureAwait(false) is { } violation)
            throw violation;
        Plan plan = MakeOf(Arrange(out StepOrder order), order);
        plan.CheckLimit(_guard);
        return plan;
    }

    /// <summary>Leaves out what cannot be done, and takes cycles apart.</summary>
    private List<ForeseenStep> Arrange(out StepOrder order)
    {
        _impossible.AddRange(_foreseen.Where(s => s is { Refusal: not null, HolderId: null }));
        List<ForeseenStep> steps = Chained(_foreseen.Where(s => s is { Refusal: null } or { HolderId: not null }));
        while (true)
        {
            KeepPossible(steps);
            order = new StepOrder(steps.ConvertAll(s => s.Needs));
            IReadOnlyList<IReadOnlyList<int>> cycles = order.Cycles();
            if (cycles.Count == 0)
                return steps;
            foreach (List<ForeseenStep> cycle in cycles.Select(c => c.Select(s => steps[s]).ToList()).ToList())
            {
                if (_request.ParkingDomain is { } domain && cycle.Find(s => s.Spec is SetEmail) is { } parked)
                    Park(steps, parked, domain);
                else
                    Refuse(steps, cycle);
            }
        }
    }

    /// <summary>Of somebody who gets several addresses one after the other, each step begins where the one before has ended.</summary>
    private static List<ForeseenStep> Chained(IEnumerable<ForeseenStep> steps)
    {
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        var chained = new List<ForeseenStep>();
        foreach (ForeseenStep step in steps)
        {
            if (step.Spec is not SetEmail { NewEmail: var address })
            {
                chained.Add(step);
                continue;
            }

            chained.Add(last.TryGetValue(step.Owner, out string? before) ? step.From(new AddressState(before)) : step);
            last[step.Owner] = address;
        }

        return chained;
    }

    /// <summary>Leaves out, until nothing changes any more, what needs an address that its holder keeps or that somebody else gets.</summary>
    private void KeepPossible(List<ForeseenStep> steps)
    {
        int before;
        do
        {
            before = steps.Count;
            var freed = new HashSet<string>(steps.Where(s => s.Needs.Frees is not null && !s.IsSettled).Select(s => Key(s.Needs.Frees!, s.Subject.AccountId)), StringComparer.OrdinalIgnoreCase);
            var takers = new Dictionary<string, ForeseenStep>(StringComparer.OrdinalIgnoreCase);
            steps.RemoveAll(step =>
            {
                if (step.Needs.Takes is not { } address || step.IsSettled)
                    return false;
                if (takers.TryGetValue(address, out ForeseenStep? first) && first.Owner != step.Owner && !freed.Contains(Key(address, first.Subject.AccountId)))
                {
                    step.Refusal = Finding(new AdminException(
                        ErrorCode.InvalidField, ("field", "The target"), ("detail", $"{address} is given to {first.Subject.Who} by this plan already")));
                    _impossible.Add(step);
                    return true;
                }

                if (step.HolderId is { } holder && !freed.Contains(Key(address, holder)))
                {
                    // A preview trusts that its holder gives the address up, until that turns out to be impossible.
                    step.Refusal ??= Finding(new AdminException(
                        ErrorCode.InvalidField, ("field", "The target"), ("detail", $"{address} belongs to the account {holder}, which keeps it")));
                    _impossible.Add(step);
                    return true;
                }

                takers[address] = step;
                return false;
            });
        }
        while (steps.Count < before);
    }

    private static string Key(string address, string accountId) => accountId + " " + address;

    /// <summary>Sends one step of a cycle through an address that nobody has.</summary>
    private void Park(List<ForeseenStep> steps, ForeseenStep parked, string domain)
    {
        int place = steps.IndexOf(parked);
        using var hash = SHA256.Create();
        byte[] name = hash.ComputeHash(Encoding.UTF8.GetBytes(_planId + " " + parked.Subject.AccountId));
        string address = $"parked-{string.Concat(name.Take(8).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)))}@{domain}";
        steps[place] = new ForeseenStep(parked.Subject, parked.Noun, new SetEmail(address), parked.Seen);
        steps.Insert(place + 1, parked.From(new AddressState(address)));
    }

    private void Refuse(List<ForeseenStep> steps, List<ForeseenStep> cycle)
    {
        string moves = string.Join(", ", cycle.Select(s => $"{s.Needs.Frees ?? s.Subject.Who} to {s.Needs.Takes ?? s.Intent.Target}"));
        foreach (ForeseenStep step in cycle)
        {
            step.Refusal = Finding(new AdminException(ErrorCode.AddressCycle, ("account", step.Subject.Who), ("detail", moves)));
            _impossible.Add(step);
            steps.Remove(step);
        }
    }

    internal static PlanFinding Finding(AdminException failure) =>
        new() { Code = failure.Code, Message = failure.Message, RecommendedAction = failure.Remedy };

    private Plan MakeOf(List<ForeseenStep> steps, StepOrder order)
    {
        var planned = new Dictionary<PlanStep, int>();
        ILookup<string, PlanStep> ofOwner = steps.Select((step, place) =>
        {
            var one = new PlanStep { Operation = step.Spec, Seen = step.Seen };
            planned.Add(one, order.Stages[place]);
            return (step.Owner, Step: one);
        }).ToLookup(s => s.Owner, s => s.Step, StringComparer.Ordinal);
        ILookup<string, PlanFinding> findings = _impossible.ToLookup(s => s.Owner, s => s.Refusal!, StringComparer.Ordinal);
        return new Plan
        {
            Kind = _request.Kind,
            PlanId = _planId,
            CreatedAt = _clients.Organization.Options.Clock.GetUtcNow(),
            CreatedBy = _clients.Operator,
            OrganizationId = _clients.Organization.Options.OrganizationId ?? "",
            Origin = _clients.Organization.Options.Origin,
            Organization = _request.Organization,
            Reason = _request.Reason,
            Ticket = _request.Ticket,
            MaxChanges = _request.MaxChanges,
            People = _foreseen.GroupBy(s => s.Owner, StringComparer.Ordinal).Select(same => Person(same.First(), ofOwner[same.Key].ToArray(), findings[same.Key].ToArray())).ToArray(),
        }.Seal(planned);
    }

    // A reviewer knows a group by its name, however it was given.
    private static string? NameIn(OperationSpec spec) => spec switch
    {
        DeleteGroup { Group.Name: var name } => name,
        GroupRole { Group.Name: var name } => name,
        CreateGroup { GroupName: var name } => name,
        _ => null,
    };

    private static PlanPerson Person(ForeseenStep first, PlanStep[] steps, PlanFinding[] findings)
    {
        foreach (PlanFinding finding in findings)
            finding.Refuses = steps.Length == 0;
        return new PlanPerson
        {
            Input = first.Subject.Input,
            AccountId = first.Subject.AccountId,
            ScimUserId = first.Subject.ScimUserId,
            Noun = first.Noun,
            Email = first.Subject.Email,
            Name = first.Subject.Name ?? NameIn(first.Spec),
            Findings = findings,
            Steps = steps,
        };
    }
}
