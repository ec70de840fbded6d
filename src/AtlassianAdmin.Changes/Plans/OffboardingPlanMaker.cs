
namespace AtlassianAdmin.Changes.Plans;

/// <summary>Makes a plan: takes people in windows, reads their state, and decides what is to be done. Changes nothing.</summary>
public sealed class OffboardingPlanMaker
{
    private readonly AdminClient _client;
    private readonly ChangeGuard _guard;
    private readonly OffboardingRequest _request;
    private readonly PeopleReader _reader;
    private readonly List<PersonFacts> _people = [];
    private readonly Dictionary<string, PersonFacts> _byAccount = new(StringComparer.Ordinal);

    /// <summary>Makes a maker of one plan.</summary>
    /// <param name="client">The organization's client.</param>
    /// <param name="guard">What the connection refuses by itself.</param>
    /// <param name="request">What the plan is asked for.</param>
    public OffboardingPlanMaker(AdminClient client, ChangeGuard guard, OffboardingRequest request)
    {
        _client = client;
        _guard = guard;
        _request = request;
        _reader = new PeopleReader(client);
    }

    /// <summary>Takes people, in input order, and reads their state.</summary>
    /// <param name="people">Each with the account it was resolved to, or why it stands for none, and the end of the last day, where the list tells one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException">What concerns all of them, such as a rejected key.</exception>
    public async Task AddAsync(IEnumerable<(string Input, Subject? Subject, AdminException? Failure, DateTimeOffset? EndsAt)> people, CancellationToken cancellationToken)
    {
        var added = new List<PersonFacts>();
        foreach ((string input, Subject? subject, AdminException? failure, DateTimeOffset? endsAt) in people)
        {
            if (subject is not null && _byAccount.TryGetValue(subject.AccountId, out PersonFacts? same))
            {
                same.Times++;
                continue;
            }

            var facts = new PersonFacts { Input = input, Subject = subject, Failure = failure, EndsAt = endsAt };
            added.Add(facts);
            if (subject is not null)
                _byAccount.Add(subject.AccountId, facts);
        }

        _people.AddRange(added);
        await _reader.ReadAsync(added, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the plan of everybody taken.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.ChangeLimitReached"/> when it would change more people than it may.</exception>
    public Plan Make()
    {
        var plan = new Plan
        {
            Kind = PlanKind.Offboarding,
            PlanId = Guid.NewGuid().ToString(),
            CreatedAt = _client.Options.Clock.GetUtcNow(),
            CreatedBy = _request.CreatedBy,
            OrganizationId = _client.Options.OrganizationId ?? "",
            Origin = _client.Options.Origin,
            Organization = _request.Organization,
            Message = _request.Message,
            Reason = _request.Reason,
            Ticket = _request.Ticket,
            MaxChanges = _request.MaxChanges,
            RequestedSteps = _request.Steps.Distinct().OrderBy(s => s).ToArray(),
            People = _people.Select(p => PersonPlanner.Plan(p, _request, _guard)).ToArray(),
        };
        plan.Seal();
        plan.CheckLimit(_guard);
        return plan;
    }
}
