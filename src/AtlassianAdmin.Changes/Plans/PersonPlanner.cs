using System.Globalization;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>Decides what is to be done for one person, from what was read and what was asked. Sends nothing.</summary>
internal sealed class PersonPlanner
{
    private static readonly OffboardingStepKind[] ManagedDefault = [OffboardingStepKind.RevokeTokens, OffboardingStepKind.Disable];
    private static readonly OffboardingStepKind[] UnmanagedDefault = [OffboardingStepKind.Suspend];

    private readonly PersonFacts _facts;
    private readonly ChangeGuard _guard;
    private readonly string? _message;
    private readonly string? _scimDirectoryId;
    private readonly List<PlanFinding> _findings = [];
    private readonly List<PlanStep> _steps = [];
    private readonly List<WorklistItem> _worklist = [];

    private PersonPlanner(PersonFacts facts, ChangeGuard guard, OffboardingRequest request)
    {
        _message = request.Message;
        _scimDirectoryId = request.ScimDirectoryId;
        _facts = facts;
        _guard = guard;
    }

    public static PlanPerson Plan(PersonFacts facts, OffboardingRequest request, ChangeGuard guard) => new PersonPlanner(facts, guard, request).Plan(request);

    private string Who => _facts.Email ?? (_facts.AccountId.Length > 0 ? _facts.AccountId : _facts.Input);

    private string? Owner => _facts.ReasonAgainst(Privilege.LifecycleEnablement) switch
    {
        "externalDirectory.scim" => "SCIM",
        "externalDirectory.google" => "Google",
        _ => null,
    };

    private PlanPerson Plan(OffboardingRequest request)
    {
        Refuse();
        bool refused = _findings.Any(f => f.Refuses);
        DateTimeOffset? waitsUntil = refused || _facts.EndsAt <= request.Now ? null : _facts.EndsAt;
        if (!refused && waitsUntil is null)
        {
            if (_facts.Times > 1)
                Note(PlanFinding.NamedTwice, $"{Who} stands in the list {_facts.Times.ToString(CultureInfo.InvariantCulture)} times, and is planned once.");
            IReadOnlyList<OffboardingStepKind> wanted = request.Steps.Count > 0 ? request.Steps : _facts.IsManaged == true ? ManagedDefault : UnmanagedDefault;
            foreach (OffboardingStepKind kind in Ordered(wanted))
                Add(kind, wanted);
        }

        return new PlanPerson
        {
            Input = _facts.Input,
            AccountId = _facts.AccountId,
            Email = _facts.Email ?? _facts.Subject?.Email,
            Name = _facts.Name ?? _facts.Subject?.Name,
            WaitsUntil = waitsUntil,
            Status = _facts.Status,
            IsManaged = _facts.IsManaged,
            Owner = Owner,
            Directories = _facts.Directories,
            Groups = _facts.Groups,
            Roles = _facts.Roles,
            TokenCount = _facts.TokenCount,
            ScimLinks = _facts.ScimLinks,
            LastActive = _facts.LastActive,
            Findings = _findings,
            Steps = _steps,
            Worklist = _worklist,
        };
    }

    private void Refuse()
    {
        if (_facts.Failure is { } failure)
        {
            Find(failure, refuses: true);
            return;
        }

        if (_guard.ProtectedAccounts.Contains(_facts.AccountId))
            Refuse(ErrorCode.ProtectedAccount);
        if (_facts.AccountType is { } type and not ("atlassian" or "customer"))
            Refuse(ErrorCode.NotAPerson, $"an account of the type '{type}'");
        if (_facts.ReasonAgainst(Privilege.LifecycleEnablement) is "administrative.notMyself" or "administrative")
            Refuse(ErrorCatalogue.CodeOfReason(_facts.ReasonAgainst(Privilege.LifecycleEnablement)));
        if (_facts.IsOrganizationAdmin)
            Refuse(ErrorCode.OrganizationAdministrator, "atlassian/org-admin");
        if (_facts.Status == AccountState.Closed)
            Refuse(ErrorCode.AccountClosed);
    }

    /// <summary>The steps in the order in which they are done. What a SCIM record owns can be disabled only when it is unlinked.</summary>
    private IEnumerable<OffboardingStepKind> Ordered(IReadOnlyList<OffboardingStepKind> wanted)
    {
        IEnumerable<OffboardingStepKind> kinds = wanted.Distinct().OrderBy(k => k);
        return UnlinksFirst(wanted)
            ? kinds.OrderBy(k => k switch { OffboardingStepKind.UnlinkScim => 1, OffboardingStepKind.Disable or OffboardingStepKind.ScheduleDeletion => 2, _ => 0 })
            : kinds;
    }

    private bool UnlinksFirst(IReadOnlyList<OffboardingStepKind> wanted) =>
        Owner == "SCIM" && _facts.ScimLinks.Count > 0 && wanted.Contains(OffboardingStepKind.UnlinkScim);

    private void Add(OffboardingStepKind kind, IReadOnlyList<OffboardingStepKind> wanted)
    {
        switch (kind)
        {
            case OffboardingStepKind.RevokeTokens:
                AddTokens();
                break;
            case OffboardingStepKind.LeaveGroups:
                AddGroups();
                break;
            case OffboardingStepKind.Suspend:
                AddSuspension();
                break;
            case OffboardingStepKind.Disable:
                AddLifecycle(kind, "disabling", Privilege.LifecycleEnablement, new DisableAccount(_message), UnlinksFirst(wanted));
                break;
            case OffboardingStepKind.ScheduleDeletion:
                AddLifecycle(kind, "deleting", Privilege.LifecycleDelete, new DeleteAccount(), UnlinksFirst(wanted));
                break;
            case OffboardingStepKind.UnlinkScim:
                AddUnlinking();
                break;
        }
    }

    private void AddTokens()
    {
        if (IsOutOfReach("revoking API tokens"))
            return;
        if (_facts.TokenRefusal is { } refusal)
            Find(refusal);
        else if (_facts.ReasonAgainst(Privilege.ApiTokenDelete) is { } reason)
            Find(ErrorCatalogue.CodeOfReason(reason), "revoking API tokens");
        else
            Step(new RevokeAllTokens(), new TokenListState(_facts.TokenCount ?? 0));
    }

    private void AddGroups()
    {
        foreach (PersonGroup group in _facts.Groups)
        {
            if (group.Lock is null)
            {
                Step(new GroupMembership(new TargetGroup(group.GroupId, group.Name, group.DirectoryId), Member: false), new MembershipState(IsMember: true));
            }
            else if (group.Lock == ErrorCode.GroupManagedExternally)
            {
                Work("Take the person out of the group", group.Name ?? group.GroupId);
            }
            else
            {
                Find(new AdminException(group.Lock, ("detail", $"{group} keeps {Who}")));
            }
        }
    }

    private void AddSuspension()
    {
        List<PersonDirectory> active = _facts.Directories.Where(d => d.Status == DirectoryState.Active).ToList();
        // Where nothing is to be done today, the run looks again.
        foreach (PersonDirectory directory in _facts.Directories.Where(d => d.Status is DirectoryState.Active or DirectoryState.Suspended))
            Step(new SuspendInDirectory(new TargetDirectory(directory.DirectoryId, directory.Name)), new DirectoryState(directory.Status));
        if (active.Count > 0)
            return;
        if (_facts.Directories.Count == 0)
        {
Note(PlanFinding.AlreadyInState, $"{Who} is in no directory of the organization: there is nothing to suspend.");
        }
        else
        {
            Note(PlanFinding.AlreadyInState, $"{Who} is suspended already in every directory.");
        }
    }

    private void AddLifecycle(OffboardingStepKind kind, string gerund, string privilege, OperationSpec operation, bool afterUnlinking)
    {
        bool isThere = kind == OffboardingStepKind.Disable
            ? _facts.Status is AccountState.Inactive or AccountState.ForDeletion
            : _facts.Status == AccountState.ForDeletion;
        if (isThere)
        {
            // When it runs, somebody may have enabled the account.
            Step(operation, new AccountState(_facts.Status));
            Note(PlanFinding.AlreadyInState, $"{Who} is {(_facts.Status == AccountState.ForDeletion ? "scheduled for deletion" : "deactivated")} already.");
            return;
        }

        if (IsOutOfReach(gerund))
            return;
        if (_facts.ReasonAgainst(privilege) is { } reason && !(afterUnlinking && reason == "externalDirectory.scim"))
        {
            if (kind == OffboardingStepKind.Disable && Owner == "SCIM" && _facts.ScimLinks.Any(l => string.Equals(l.ScimDirectoryId, _scimDirectoryId, StringComparison.OrdinalIgnoreCase)))
            {
                Step(new DisableByScim(_scimDirectoryId), new AccountState(_facts.Status));
                return;
            }

            Find(ErrorCatalogue.CodeOfReason(reason), gerund, reason);
            if (Owner is not null)
                Work(kind == OffboardingStepKind.Disable ? "Deactivate the person" : "Delete the person", group: null);
            return;
        }

        Step(operation, new AccountState(_facts.Status));
    }

    private void AddUnlinking()
    {
        foreach (PersonScimLink link in _facts.ScimLinks)
            Step(new UnlinkScim(link.ScimDirectoryId, link.ScimUserId), new ScimLinkState(IsLinked: true));

        if (_facts.ScimLinks.Count > 0)
            Work("Take the person out of what is provisioned to Atlassian, or it will be linked again", group: null);
    }

    /// <summary>Accounts of others, and those whose owner never proved the address, can only lose the directory.</summary>
    private bool IsOutOfReach(string gerund)
    {
        if (_facts.IsManaged != true)
            Find(ErrorCode.AccountNotManaged, gerund);
        else if (_facts.PermissionRefusal is { } refusal && !_findings.Any(f => f.Code == refusal.Code))
            Find(refusal.With(("account", Who), ("action", gerund)));
        return _facts.IsManaged != true || _facts.PermissionRefusal is not null;
    }

    private void Step(OperationSpec operation, State seen) => _steps.Add(new PlanStep { Operation = operation, Seen = seen });

    private void Work(string task, string? group) => _worklist.Add(new WorklistItem
    {
        Email = _facts.Email,
        Name = _facts.Name,
        AccountId = _facts.AccountId,
        Provider = Owner ?? "identity provider",
        Task = task,
        Group = group,
        ScimUserId = _facts.ScimLinks.Count == 0 ? null : string.Join(" ", _facts.ScimLinks.Select(l => l.ScimUserId)),
    });

    private void Refuse(string code, string? detail = null) =>
        Find(new AdminException(code, ("account", Who), ("action", "off-boarding"), ("detail", detail)), refuses: true);

    private void Find(string code, string gerund, string? detail = null)
    {
        if (!_findings.Any(f => f.Code == code))
            Find(new AdminException(code, ("account", Who), ("action", gerund), ("detail", detail)));
    }

    private void Find(AdminException failure, bool refuses = false) =>
        _findings.Add(new PlanFinding { Code = failure.Code, Message = failure.Message, RecommendedAction = failure.Remedy, Refuses = refuses });

    private void Note(string code, string message) => _findings.Add(new PlanFinding { Code = code, Message = message });
}
