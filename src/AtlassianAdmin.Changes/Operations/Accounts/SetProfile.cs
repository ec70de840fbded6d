using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Changes profile fields; those that are null stay as they are.</summary>
public sealed record SetProfile : OperationSpec
{
    /// <summary>The display name.</summary>
    public string? Name { get; init; }

    /// <summary>The nickname.</summary>
    public string? Nickname { get; init; }

    /// <summary>The time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The language.</summary>
    public string? Locale { get; init; }

    /// <summary>The job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>The organization that the person works for.</summary>
    public string? Organization { get; init; }

    /// <summary>The department.</summary>
    public string? Department { get; init; }

    /// <summary>The location.</summary>
    public string? Location { get; init; }

    /// <summary>True to send only what differs from the account's current values.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OnlyDifferences { get; init; }

    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new SetProfileOperation(this, subject, clients);

    internal UserProfileUpdate ToUpdate() => new()
    {
        Name = Name,
        Nickname = Nickname,
        TimeZone = TimeZone,
        Locale = Locale,
        JobTitle = JobTitle,
        Organization = Organization,
        Department = Department,
        Location = Location,
    };
}

/// <summary>The profile fields that a change is about.</summary>
/// <param name="Fields">Their values, by their names here; null for one that is empty.</param>
public sealed record ProfileState(IReadOnlyDictionary<string, string?> Fields) : State
{
    /// <summary>The status of the account, such as <c>active</c>; null when it was not told.</summary>
    public string? Status { get; init; }

    /// <summary>The whole profile. No journal keeps it.</summary>
    [JsonIgnore]
    internal UserProfile? Profile { get; init; }

    private protected override string Text => string.Join("; ", Fields.Select(f => $"{f.Key}={f.Value}"));
}

internal sealed class SetProfileOperation : AccountOperation<ProfileState>
{
    private readonly UserProfileUpdate _update;
    private readonly bool _onlyDifferences;
    private readonly List<ProfileField> _fields;

    public SetProfileOperation(SetProfile spec, Subject subject, ConnectedClients clients)
        : base(spec, subject, clients)
    {
        _update = spec.ToUpdate();
        _onlyDifferences = spec.OnlyDifferences;
        _fields = FieldsOf(_update).ToList();
    }

    public override string Action => "SetProfile";

    public override string Gerund => "changing the profile";

    public override string Target => string.Join(", ", _fields.Select(f => f.Name));

    public override string Effect => $"Set {string.Join(", ", _fields.Select(f => $"{f.Name} to '{f.Read(_update)}'"))}";

    internal override string DescribeFrom(IReadOnlyList<State> before)
    {
        var now = (ProfileState)before[0];
        return string.Join("; ", _fields.Where(f => now.Fields[f.Name] != f.Read(_update)).Select(f => FromTo(f.Name, now.Fields[f.Name], f.Read(_update))));
    }

    // An update of nothing is already so, and is never sent.
    internal override bool NeedsStateFirst => _onlyDifferences || _update.IsEmpty;

    private protected override string Privilege => AtlassianAdmin.Client.Accounts.Privilege.ProfileWrite;

    private protected override string ScimCommand => "Set-AtlassianScimUser -Identity {0}";

    internal override AdminException? ViolationOf(AccountPermissions permissions, State? before)
    {
        var locked = FieldsOf(ToSend((ProfileState?)before))
            .Where(f => permissions.ProfileFields.TryGetValue(f.Path, out PermissionRule? rule) && !rule.Allowed)
            .ToList();
        return locked.Count == 0
            ? null
            : new AdminException(
                ErrorCode.FieldNotWritable,
                ("account", permissions.AccountId),
                ("field", string.Join(", ", locked.Select(f => f.Name))),
                ("detail", string.Join("; ", locked.Select(f => $"{f.Name}: {FieldProblem.Of(permissions.ProfileFields[f.Path].Reason)}"))));
    }

    internal override Task<AdminException?> PreviewAsync(State? before, CancellationToken cancellationToken)
    {
        UserProfileUpdate sent = ToSend((ProfileState?)before);
        var wrong = FieldsOf(sent).Select(f => (f.Name, Problem: f.ProblemOf(f.Read(sent)!))).Where(f => f.Problem is not null).ToList();
        return Task.FromResult(wrong.Count == 0
            ? null
            : new AdminException(
                ErrorCode.InvalidField,
                ("field", string.Join(", ", wrong.Select(f => f.Name))),
                ("detail", string.Join("; ", wrong.Select(f => $"{f.Name} {f.Problem}")))));
    }

    private protected override async Task<ProfileState> ReadStateAsync(CancellationToken cancellationToken)
    {
        UserProfile profile = await Accounts.GetProfileAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false);
        return new ProfileState(_fields.ToDictionary(f => f.Name, f => f.Read(profile)))
        {
            Status = profile.AccountStatus,
            Email = profile.Email,
            Name = profile.Name,
            Profile = profile,
        };
    }

    private protected override Task<int> SendAsync(ProfileState? before, CancellationToken cancellationToken) =>
        Accounts.SendProfileUpdateAsync(Subject.AccountId, ToSend(before), cancellationToken);

    private protected override bool IsReached(ProfileState state) => _fields.All(f => state.Fields[f.Name] == f.Read(_update));

    private protected override bool IsClosed(ProfileState state) => state.Status == AccountState.Closed;

    private protected override Inverse InverseTo(ProfileState before)
    {
        if (before.Fields.Values.Any(v => v is null))
            return Inverse.None($"a field that was empty cannot be emptied again ({string.Join(", ", before.Fields.Where(f => f.Value is null).Select(f => f.Key))})");
        string? Field(string name) => before.Fields.TryGetValue(name, out string? value) ? value : null;
        return before.Fields.Count == 0 ? InverseWithoutState() : Inverse.Of(new SetProfile
        {
            Name = Field(nameof(SetProfile.Name)),
            Nickname = Field(nameof(SetProfile.Nickname)),
            TimeZone = Field(nameof(SetProfile.TimeZone)),
            Locale = Field(nameof(SetProfile.Locale)),
            JobTitle = Field(nameof(SetProfile.JobTitle)),
            Organization = Field(nameof(SetProfile.Organization)),
            Department = Field(nameof(SetProfile.Department)),
            Location = Field(nameof(SetProfile.Location)),
            OnlyDifferences = true,
        });
    }

    private protected override bool IsStillOurs(ProfileState now, ProfileState before, ProfileState? after) => _fields.All(f =>
        now.Fields[f.Name] == f.Read(_update) || (before.Fields.TryGetValue(f.Name, out string? value) && now.Fields[f.Name] == value));

    // A locked field that is not changed must not be the reason of a refusal.
    private UserProfileUpdate ToSend(ProfileState? before) =>
        _onlyDifferences && before?.Profile is { } profile ? _update.Without(profile) : _update;

    private static IEnumerable<ProfileField> FieldsOf(UserProfileUpdate update) => ProfileField.All.Where(f => f.Read(update) is not null);
}
