using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Changes.Reading;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>
/// Makes a plan of new e-mail addresses: finds out from pages who has each new address, which domains are not verified, and whom an
/// identity provider owns, whose record is changed instead. Changes nothing.
/// </summary>
public sealed class EmailMovePlanMaker
{
    private readonly ConnectedClients _clients;
    private readonly ChangeGuard _guard;
    private readonly ChangePlanRequest _request;
    private readonly PersonPages _pages;
    private readonly List<EmailMove> _moves = [];
    private readonly Dictionary<string, User> _people = new(StringComparer.Ordinal);

    /// <summary>Makes a maker of one plan.</summary>
    /// <param name="clients">The clients of the connection; the SCIM directory is needed for whom an identity provider owns.</param>
    /// <param name="guard">What the connection refuses by itself.</param>
    /// <param name="request">What the plan is asked for.</param>
    public EmailMovePlanMaker(ConnectedClients clients, ChangeGuard guard, ChangePlanRequest request)
    {
        _clients = clients;
        _guard = guard;
        _request = new ChangePlanRequest
        {
            Kind = PlanKind.EmailMove,
            Organization = request.Organization,
            ParkingDomain = request.ParkingDomain,
            Reason = request.Reason,
            Ticket = request.Ticket,
            MaxChanges = request.MaxChanges,
        };
        _pages = new PersonPages(clients.Organization);
    }

    /// <summary>Takes people, in input order.</summary>
    /// <param name="people">Each with the account it was resolved to, or why it stands for none, and the new address.</param>
    public void Add(IEnumerable<(string Input, Subject? Subject, AdminException? Failure, SetEmail Spec)> people)
    {
        foreach ((string input, Subject? subject, AdminException? failure, SetEmail spec) in people)
            _moves.Add(new EmailMove(subject ?? new Subject(input), spec) { Failure = failure ?? spec.Violation });
    }

    /// <summary>Takes everybody whose address is in a domain: the same name in another one.</summary>
    /// <param name="from">The domain.</param>
    /// <param name="to">The other one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task AddDomainAsync(string from, string to, CancellationToken cancellationToken)
    {
        foreach (User user in await _pages.InDomainAsync(from, cancellationToken).ConfigureAwait(false))
        {
            _people[user.AccountId] = user;
            string name = user.Email!.Substring(0, user.Email.LastIndexOf('@'));
            _moves.Add(new EmailMove(new Subject(user.Email, user.AccountId, user.Email, user.Name), new SetEmail($"{name}@{to}")));
        }
    }

    /// <summary>Makes the plan of everybody taken.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException">As of <see cref="ChangePlanMaker.MakeAsync"/>, and what concerns everybody, such as a rejected key.</exception>
    public async Task<Plan> MakeAsync(CancellationToken cancellationToken)
    {
        FindRepeated();
        EmailMove[] open = _moves.Where(m => m.Failure is null).ToArray();
        IEnumerable<(string, string?)> unread = open.Where(m => !_people.ContainsKey(m.Subject.AccountId)).Select(m => (m.Subject.AccountId, m.Subject.Email));
        foreach (KeyValuePair<string, User> read in await _pages.FindAsync(unread, [], cancellationToken).ConfigureAwait(false))
            _people[read.Key] = read.Value;
        IReadOnlyDictionary<string, User> holders = await _pages.HoldersAsync(open.Select(m => m.Spec.NewEmail), cancellationToken).ConfigureAwait(false);
        await FindRecordsAsync(open, cancellationToken).ConfigureAwait(false);
        var maker = new ChangePlanMaker(_clients, _guard, _request);
        foreach (EmailMove move in _moves)
        {
            move.Failure ??= await ViolationAsync(move, cancellationToken).ConfigureAwait(false);
            User? holder = move.Failure is null && holders.TryGetValue(move.Spec.NewEmail, out User? found) && found.AccountId != move.Subject.AccountId ? found : null;
            maker.Add(StepOf(move, holder));
        }

        return await maker.MakeAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Who is named twice gets one address; two different ones are refused.</summary>
    private void FindRepeated()
    {
        foreach (IGrouping<string, EmailMove> same in _moves.Where(m => m.Subject.AccountId.Length > 0).GroupBy(m => m.Subject.AccountId, StringComparer.Ordinal).Where(g => g.Count() > 1).ToList())
        {
            string[] addresses = same.Select(m => m.Spec.NewEmail).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
            foreach (EmailMove more in same.Skip(1))
                _moves.Remove(more);
            if (addresses.Length > 1)
            {
                same.First().Failure = new AdminException(
                    ErrorCode.InvalidField, ("field", "NewEmail"), ("detail", $"the list gives {same.First().Subject.Who} several addresses: {string.Join(", ", addresses)}"));
            }
        }
    }

    /// <summary>The records of those whom an identity provider owns: of many people from the list of all, of few one by one.</summary>
    private async Task FindRecordsAsync(EmailMove[] open, CancellationToken cancellationToken)
    {
        EmailMove[] synced = open.Where(m => PageOf(m)?.IsSynced == true).ToArray();
        if (synced.Length == 0)
            return;
        var records = new Dictionary<string, ScimUser>(StringComparer.Ordinal);
        if (_clients.Scim is { } scim)
        {
            await foreach (ScimUser record in scim.Users.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (record.AccountId is { } accountId)
                    records[accountId] = record;
            }
        }

        foreach (EmailMove move in synced)
        {
            if (records.TryGetValue(move.Subject.AccountId, out ScimUser? record))
                move.Record = record;
            else
                move.Failure = await RefusalOfSyncedAsync(move, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Why somebody without a record here may not get an address; the service says it of each alone.</summary>
    private async Task<AdminException?> RefusalOfSyncedAsync(EmailMove move, CancellationToken cancellationToken)
    {
        try
        {
            var operation = (Operation)move.Spec.ToIntent(move.Subject, _clients);
            AccountPermissions? permissions = await operation.ReadPermissionsAsync(cancellationToken).ConfigureAwait(false);
            AdminException? refusal = permissions is null ? null : operation.ViolationOf(permissions, before: null)?.With(("account", move.Subject.Who));
            return refusal is null ? null : await operation.GuideAsync(refusal, move.Subject.Email, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (!e.RefusesTheKey)
        {
            return e.With(("account", move.Subject.Who));
        }
    }

    private async Task<AdminException?> ViolationAsync(EmailMove move, CancellationToken cancellationToken)
    {
        (string Name, string? Value)[] facts = [("account", move.Subject.Who), ("action", "changing the e-mail address")];
        if (_guard.ProtectedAccounts.Contains(move.Subject.AccountId))
            return new AdminException(ErrorCode.ProtectedAccount, facts);
        if (PageOf(move) is not { } page)
            return new AdminException(ErrorCode.AccountNotFound, facts);
        if (!page.IsManaged)
            return new AdminException(ErrorCode.AccountNotManaged, facts);
        if (string.Equals(page.AccountStatus, AccountState.Closed, StringComparison.OrdinalIgnoreCase))
            return new AdminException(ErrorCode.AccountClosed, facts);
        if (SetEmailOperation.ProblemOf(move.Spec.NewEmail) is { } problem)
            return new AdminException(ErrorCode.InvalidField, ("field", "NewEmail"), ("detail", problem));
        return await VerifiedDomains.ViolationAsync(_clients, move.Spec.NewEmail, cancellationToken).ConfigureAwait(false);
    }

    private ForeseenStep StepOf(EmailMove move, User? holder)
    {
        User? page = PageOf(move);
        Subject subject = move.Subject with { Email = page?.Email ?? move.Subject.Email, Name = page?.Name ?? move.Subject.Name, ScimUserId = move.Record?.ScimUserId };
        AdminException? failure = move.Failure ?? (holder is null ? null : new AdminException(
            ErrorCode.InvalidField, ("field", "NewEmail"), ("detail", $"{move.Spec.NewEmail} belongs to the account {holder.AccountId}{(holder.Name is { } name ? $" ({name})" : "")}")));
        OperationSpec spec = move.Record is null ? move.Spec : new SetScimUser { Email = move.Spec.NewEmail };
        State? seen = move.Record is { } record
            ? new ScimAttributeState(new Dictionary<string, string?> { ["emails"] = record.Email }) { Email = record.Email, Name = record.Name }
            : page is null ? null : new AddressState(page.Email) { Status = page.AccountStatus, Email = page.Email, Name = page.Name };
        return new ForeseenStep(subject, noun: null, spec, seen)
        {
            HolderId = holder?.AccountId,
            Refusal = failure is null ? null : ChangePlanMaker.Finding(failure),
        };
    }

    private User? PageOf(EmailMove move) => _people.TryGetValue(move.Subject.AccountId, out User? page) ? page : null;

    /// <summary>One person on the way to another address.</summary>
    private sealed class EmailMove(Subject subject, SetEmail spec)
    {
        public Subject Subject { get; } = subject;

        public SetEmail Spec { get; } = spec;

        /// <summary>Why nothing can be done; null when something can.</summary>
        public AdminException? Failure { get; set; }

        /// <summary>The record of the SCIM directory that owns the account; null when none does.</summary>
        public ScimUser? Record { get; set; }
    }
}
