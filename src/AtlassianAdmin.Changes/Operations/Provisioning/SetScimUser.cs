using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Changes attributes of a SCIM record: those that differ, in one request, which insists on the version that was read where the service gives one.</summary>
public sealed record SetScimUser : OperationSpec
{
    /// <summary>The name under which the identity provider knows the user.</summary>
    public string? UserName { get; init; }

    /// <summary>The e-mail address; it becomes the only one.</summary>
    public string? Email { get; init; }

    /// <summary>The identity provider's own id of the user.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The display name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>The family name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The nickname.</summary>
    public string? Nickname { get; init; }

    /// <summary>The job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>The department.</summary>
    public string? Department { get; init; }

    /// <summary>The organization that the person works for.</summary>
    public string? Organization { get; init; }

    /// <summary>The time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The language.</summary>
    public string? Locale { get; init; }

    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new SetScimUserOperation(this, subject, clients);

    internal ScimUserUpdate ToUpdate(bool? active = null) => new()
    {
        UserName = UserName,
        Email = Email,
        ExternalId = ExternalId,
        DisplayName = DisplayName,
        GivenName = GivenName,
        FamilyName = FamilyName,
        Nickname = Nickname,
        JobTitle = JobTitle,
        Department = Department,
        Organization = Organization,
        TimeZone = TimeZone,
        Locale = Locale,
        Active = active,
    };

    /// <summary>What sets those attributes, by their paths.</summary>
    internal static SetScimUser Of(IReadOnlyDictionary<string, string?> attributes)
    {
        string? At(string path) => attributes.TryGetValue(path, out string? value) ? value : null;
        return new SetScimUser
        {
            UserName = At("userName"),
            Email = At("emails"),
            ExternalId = At("externalId"),
            DisplayName = At("displayName"),
            GivenName = At("name.givenName"),
            FamilyName = At("name.familyName"),
            Nickname = At("nickName"),
            JobTitle = At("title"),
            Department = At("department"),
            Organization = At("organization"),
            TimeZone = At("timezone"),
            Locale = At("preferredLanguage"),
        };
    }
}

/// <summary>The attributes of a SCIM record that a change is about.</summary>
/// <param name="Attributes">Their values, by their paths; null for one that is empty.</param>
public sealed record ScimAttributeState(IReadOnlyDictionary<string, string?> Attributes) : State
{
    /// <summary>The whole record. No journal keeps it.</summary>
    [JsonIgnore]
    internal ScimUser? User { get; init; }

    private protected override string Text => string.Join("; ", Attributes.Select(a => $"{a.Key}={a.Value}"));
}

internal sealed class SetScimUserOperation : ScimUserOperation<ScimAttributeState>
{
    private const string EmailPath = "emails";

    private readonly ScimUserUpdate _update;
    private readonly List<(string Path, string Text)> _asked;

    public SetScimUserOperation(SetScimUser spec, Subject subject, ConnectedClients clients)
        : base(spec, subject, clients)
    {
        _update = spec.ToUpdate();
        _asked = _update.Attributes.ToList();
    }

    public override string Action => "SetScimUser";

    public override string Gerund => "changing the SCIM user";

    public override string Target => string.Join(", ", _asked.Select(a => a.Path));

    public override string Effect => $"Set {string.Join(", ", _asked.Select(a => $"{a.Path} to '{a.Text}'"))} of the SCIM user";

    internal override bool NeedsStateFirst => true;

    internal override string DescribeFrom(IReadOnlyList<State> before) =>
        string.Join("; ", _asked.Where(a => News(before[0], a.Path) is not null).Select(a => FromTo(a.Path, ((ScimAttributeState)before[0]).Attributes[a.Path], a.Text)));

    internal override string? ExclusiveTarget => _update.Email ?? _update.UserName;

    internal override string? FreedFrom(State? before) =>
        (before as ScimAttributeState)?.Attributes.TryGetValue(_update.Email is null ? "userName" : EmailPath, out string? value) == true ? value : null;

    // The service takes such an address, and then takes the account away from the record.
    internal override Task<AdminException?> CheckAsync(State? before, CancellationToken cancellationToken) =>
        _update.Email is { } email && !string.Equals((before as ScimAttributeState)?.User?.Email, email, StringComparison.OrdinalIgnoreCase)
            ? VerifiedDomains.ViolationAsync(Clients, email, cancellationToken)
            : Task.FromResult<AdminException?>(null);

    internal override async Task<AdminException?> PreviewAsync(State? before, CancellationToken cancellationToken)
    {
        var holder = new ScimHolder(Clients) { IsGivenUpAsync = IsGivenUpAsync };
        AdminException? violation = await holder.ViolationAsync(
            (before as ScimAttributeState)?.User, News(before, EmailPath), News(before, "userName"), cancellationToken).ConfigureAwait(false);
        HolderId = holder.AccountId;
        return violation;
    }

    internal override Task<AdminException> GuideAsync(AdminException refusal, string? email, CancellationToken cancellationToken) =>
        new ScimHolder(Clients).GuideAsync(refusal, _update.Email, _update.UserName, ScimUserId, cancellationToken);

    private protected override Task<Consequence?> ReadConsequenceAsync(State? before, State after, CancellationToken cancellationToken)
    {
        ScimUser? had = (before as ScimAttributeState)?.User;
        ScimUser? has = (after as ScimAttributeState)?.User;
        if (had?.AccountId is not { } account || has is null || has.AccountId == account)
            return Task.FromResult<Consequence?>(null);
        string now = has.AccountId is { } other ? $"the record belongs to the account {other} now, no longer to {account}" : $"the record has lost the account {account}";
        string groups = had.Groups.Count == 0 ? "" : $"; the account has lost what these synchronized groups gave: {string.Join(", ", had.Groups.Select(g => g.Name ?? g.ScimId))}";
        return Task.FromResult<Consequence?>(new Consequence { Loss = new AdminException(ErrorCode.AccountUnlinked, ("account", Subject.Who), ("action", Gerund), ("detail", now + groups)) });
    }

    private protected override async Task<ScimAttributeState> ReadStateAsync(CancellationToken cancellationToken)
    {
        ScimUser user = await GetAsync(cancellationToken).ConfigureAwait(false);
        return new ScimAttributeState(_asked.ToDictionary(a => a.Path, a => ScimUserUpdate.Read(user, a.Path))) { User = user, Email = user.Email, Name = user.Name };
    }

    private protected override Task<int> SendAsync(ScimAttributeState? before, CancellationToken cancellationToken) => Scim.Users.PatchAsync(
        ScimUserId, _update.ToOperations().Where(o => IsNews(o, before!)).ToList(), before!.User!.Version, cancellationToken);

    private protected override bool IsReached(ScimAttributeState state) => _asked.All(a => state.Attributes.TryGetValue(a.Path, out string? text) && text == a.Text);

    private protected override Inverse InverseTo(ScimAttributeState before)
    {
        List<string> empty = before.Attributes.Where(a => string.IsNullOrEmpty(a.Value)).Select(a => a.Key).ToList();
        if (empty.Count > 0)
            return Inverse.None($"an attribute that was empty cannot be emptied again ({string.Join(", ", empty)})");
        return before.Attributes.Count == 0 ? InverseWithoutState() : InverseHere(SetScimUser.Of(before.Attributes));
    }

    private protected override bool IsStillOurs(ScimAttributeState now, ScimAttributeState before, ScimAttributeState? after) => _asked.All(a =>
        now.Attributes[a.Path] == a.Text || (before.Attributes.TryGetValue(a.Path, out string? text) && now.Attributes[a.Path] == text));

    /// <summary>What is asked of an attribute, where it is not so already.</summary>
    private string? News(State? before, string path) =>
        _asked.Find(a => a.Path == path).Text is { } text && (before as ScimAttributeState)?.Attributes[path] != text ? text : null;

    private bool IsNews(ScimPatchOperation operation, ScimAttributeState before) =>
        _asked.Find(a => a.Path == operation.Path).Text != before.Attributes[operation.Path];
}
