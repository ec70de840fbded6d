using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>
/// The SCIM directory that an identity provider writes into: its records, its groups, and what a change of them does in the organization.
/// Everything here runs under the lock of the people.
/// </summary>
internal sealed class ScimDirectory
{
    private const int Main = 0;

    private readonly PeopleStore _people;
    private readonly GroupStore _groups;
    private readonly SandboxPeople _maker;
    private readonly SeededRandom _random;
    private readonly List<ScimRecord> _records = [];
    private readonly List<ScimGroupRecord> _scimGroups = [];
    private readonly Dictionary<string, ScimRecord> _byId = new(StringComparer.OrdinalIgnoreCase);

    public ScimDirectory(PeopleStore people, GroupStore groups, SandboxPeople maker, SeededRandom random, DateTimeOffset today)
    {
        _people = people;
        _groups = groups;
        _maker = maker;
        _random = random;
        DirectoryId = random.Uuid();
        DateTimeOffset created = today.AddDays(-400);
        foreach (SandboxPerson person in people.All.Where(p => p.State.IsScimManaged))
            Add(created, ScimViews.Of(person), person);

        // A record that belongs to no account yet, and one whose account was deleted for good.
        Add(created, ScimViews.Named("unlinked.record@example.com", "Ulla Unlinked"), null);
        SandboxPerson closed = people.ByEmail("closed.account@example.com")!;
        Add(created, ScimViews.Of(closed), closed);
        foreach (SandboxGroup group in groups.All.Where(g => g.IsExternal && g.Name.StartsWith("okta-", StringComparison.Ordinal)))
        {
            var record = new ScimGroupRecord(random.Uuid(), group.Name, "idp-" + random.Hex(8), group, created);
            record.Members.AddRange(_records.Where(r => r.Person is { } person && GroupStore.Has(group, person)));
            _scimGroups.Add(record);
        }
    }

    public string DirectoryId { get; }

    public IReadOnlyList<ScimRecord> Records => _records;

    public IReadOnlyList<ScimGroupRecord> Groups => _scimGroups;

    public ScimRecord? ById(string scimUserId) => _byId.TryGetValue(scimUserId, out ScimRecord? record) ? record : null;

    public ScimRecord? ByUserName(string userName) =>
        _records.FirstOrDefault(r => string.Equals(r.User.UserName, userName, StringComparison.OrdinalIgnoreCase));

    public ScimRecord? ByEmail(string email) =>
        _records.FirstOrDefault(r => string.Equals(r.User.Email, email, StringComparison.OrdinalIgnoreCase));

    /// <summary>The record that is linked to an account; null when none is.</summary>
    public ScimRecord? ByAccount(string accountId) => _records.FirstOrDefault(r => r.Person?.AccountId == accountId);

    public ScimGroupRecord? GroupById(string scimGroupId) =>
        _scimGroups.FirstOrDefault(g => string.Equals(g.ScimGroupId, scimGroupId, StringComparison.OrdinalIgnoreCase));

    public ScimGroupRecord? GroupByName(string name) => _scimGroups.FirstOrDefault(g => string.Equals(g.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes a record, linked to the managed account of that address, or to a new account when there is none.</summary>
    public ScimRecord Create(SandboxCall call, ScimUser user)
    {
        if (!IsVerified(user))
            return Add(call.Now, user, null);
        SandboxPerson person = _people.ByEmail(user.Email!) ?? _people.Add(index => _maker.MakeSynced(index, user.Email!));
        ScimRecord record = Add(call.Now, user, ByAccount(person.AccountId) is null ? person : null);
        if (record.Person is not null)
            _people.Change(person, state => state with { IsScimManaged = true });
        Synchronize(call, record, emailBefore: user.Email);
        return record;
    }

    /// <summary>Writes what the identity provider says into the record, and through the link into the account.</summary>
    public void Write(SandboxCall call, ScimRecord record, ScimUser user)
    {
        string? before = record.User.Email;
        record.User = user;
        record.LastModified = call.Now;
        if (IsVerified(user) || string.Equals(user.Email, before, StringComparison.OrdinalIgnoreCase))
            Synchronize(call, record, before);
        else
            LoseAccount(call, record);
    }

    /// <summary>Deletes the record: unlinked, and the account deactivated.</summary>
    public void Delete(SandboxCall call, ScimRecord record)
    {
        if (record.Person is { } person)
            SetActive(call, person, active: false);
        Forget(record);
    }

    /// <summary>Takes the record away and leaves the account as it is.</summary>
    public void Forget(ScimRecord record)
    {
        Unlink(record);
        _records.Remove(record);
        _byId.Remove(record.ScimUserId);
        foreach (ScimGroupRecord group in _scimGroups)
            group.Members.Remove(record);
    }

    public void Unlink(ScimRecord record)
    {
        if (record.Person is { } person)
            _people.Change(person, state => state with { IsScimManaged = false });
        record.Person = null;
    }

    /// <summary>Makes a group. Under the name of a default group it is made here only.</summary>
    public ScimGroupRecord CreateGroup(SandboxCall call, string name, string? externalId)
    {
        SandboxGroup? group = null;
        if (_groups.ByName(Main, name) is null)
        {
            group = _groups.Create(Main, name, description: null, "external");
            call.Record(AuditAction.GroupCreated, group.AuditTarget);
        }

        var record = new ScimGroupRecord(_random.Uuid(), name, externalId, group, call.Now);
        _scimGroups.Add(record);
        return record;
    }

    public void DeleteGroup(SandboxCall call, ScimGroupRecord record)
    {
        _scimGroups.Remove(record);
        if (record.Group is not { } group)
            return;
        _groups.Delete(group);
        call.Record(AuditAction.GroupDeleted, group.AuditTarget);
    }

    public void AddMember(SandboxCall call, ScimGroupRecord record, ScimRecord member)
    {
        if (record.Members.Contains(member))
            return;
        record.Members.Add(member);
        record.LastModified = call.Now;
        if (record.Group is not { } group || member.Person is not { } person || GroupStore.Has(group, person))
            return;
        _groups.Add(group, person);
        call.Record(AuditAction.UserAddedToGroup, person.AuditTarget, group.AuditTarget);
    }

    public void RemoveMember(SandboxCall call, ScimGroupRecord record, ScimRecord member)
    {
        if (!record.Members.Remove(member))
            return;
        record.LastModified = call.Now;
        if (record.Group is not { } group || member.Person is not { } person || !GroupStore.Has(group, person))
            return;
        _groups.Remove(group, person);
        call.Record(AuditAction.UserRemovedFromGroup, person.AuditTarget, group.AuditTarget);
    }

    private ScimRecord Add(DateTimeOffset created, ScimUser user, SandboxPerson? person)
    {
        user.ExternalId ??= "idp-" + _random.Hex(16);
        var record = new ScimRecord(_random.Uuid(), created, user, person);
        _records.Add(record);
        _byId[record.ScimUserId] = record;
        return record;
    }

    /// <summary>Only accounts of verified domains belong to the organization: a record of another one loses its account, and the account its synchronized groups.</summary>
    private void LoseAccount(SandboxCall call, ScimRecord record)
    {
        if (record.Person is not { } person)
            return;
        foreach (SandboxGroup group in _scimGroups.Where(g => g.Members.Contains(record)).Select(g => g.Group).OfType<SandboxGroup>().Where(g => GroupStore.Has(g, person)))
        {
            _groups.Remove(group, person);
            call.Record(AuditAction.UserRemovedFromGroup, person.AuditTarget, group.AuditTarget);
        }

        Unlink(record);
    }

    private static bool IsVerified(ScimUser user) => SandboxDomains.IsVerified(user.Email!.Substring(user.Email!.LastIndexOf('@') + 1));

    private void Synchronize(SandboxCall call, ScimRecord record, string? emailBefore)
    {
        if (record.Person is not { } person || person.Lifecycle == Lifecycle.Closed)
            return;
        ScimUser user = record.User;
        if (user.Email is { } email && !string.Equals(email, emailBefore, StringComparison.OrdinalIgnoreCase))
            _people.TryChangeEmail(person, email);
        _people.Change(person, state => state with
        {
            Name = user.Name ?? state.Name,
            Nickname = user.Nickname ?? state.Nickname,
            JobTitle = user.JobTitle,
            Department = user.Department,
            Organization = user.Organization,
            TimeZone = user.TimeZone ?? state.TimeZone,
            Locale = user.Locale ?? state.Locale,
        });
        SetActive(call, person, user.Active ?? true);
    }

    private void SetActive(SandboxCall call, SandboxPerson person, bool active)
    {
        if (active && person.Lifecycle == Lifecycle.Disabled)
        {
            _people.Change(person, state => state with { Lifecycle = Lifecycle.Active, DeactivatedOn = null, DisableMessage = null });
            call.Record(AuditAction.UserActivated, person.AuditTarget);
        }
        else if (!active && person.Lifecycle == Lifecycle.Active)
        {
            _people.Change(person, state => state with { Lifecycle = Lifecycle.Disabled, DeactivatedOn = call.Now, DisableMessage = null });
            call.Record(AuditAction.UserDeactivated, person.AuditTarget);
        }
    }
}
