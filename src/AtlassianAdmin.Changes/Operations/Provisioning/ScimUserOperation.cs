using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Changing one record of a SCIM directory: letting the user in or not, its attributes, its groups, or deleting it.</summary>
public sealed class ScimUserOperation : AccountOperation
{
    private const string Deleted = "deleted";

    private readonly ScimClient _scim;
    private readonly Func<ScimUser?, string> _show;
    private readonly Func<ScimUser?, bool> _isReached;
    private readonly Func<string, ScimUser?, CancellationToken, Task<int>> _send;

    private ScimUserOperation(
        ScimClient scim,
        string action,
        string gerund,
        Func<ScimUser?, string> show,
        Func<ScimUser?, bool> isReached,
        Func<string, ScimUser?, CancellationToken, Task<int>> send,
        bool needsStateFirst = false)
    {
        _scim = scim;
        Action = action;
        Gerund = gerund;
        NeedsStateFirst = needsStateFirst;
        _show = show;
        _isReached = isReached;
        _send = send;
    }

    /// <inheritdoc/>
    public override string Action { get; }

    /// <inheritdoc/>
    public override string Gerund { get; }

    /// <inheritdoc/>
    public override string Route => "Scim";

    internal override bool NeedsStateFirst { get; }

    internal override Change NewChange(string input, string organization) => new ScimUserChange(input, Action, organization) { Route = Route, Details = Details };

    /// <summary>Lets the user in (true), or deactivates the user (false).</summary>
    public static ScimUserOperation SetActive(ScimClient scim, bool active) => new(
        scim, active ? "EnableScimUser" : "DisableScimUser", active ? "enabling" : "disabling", ShowStatus,
        user => user?.Active == active,
        (id, _, token) => scim.Users.SetActiveAsync(id, active, token));

    /// <summary>Changes attributes: those that differ from what the record has, in one request, which insists on the version that was read where the service gives one.</summary>
    public static ScimUserOperation Update(ScimClient scim, ScimUserUpdate update)
    {
        List<(string Path, string Text)> asked = update.Attributes.ToList();
        return new(
            scim, "SetScimUser", "changing the SCIM user",
            user => user is null ? Deleted : string.Join("; ", asked.Select(a => $"{a.Path}={ScimUserUpdate.Read(user, a.Path)}")),
            user => user is not null && asked.All(a => a.Text == ScimUserUpdate.Read(user, a.Path)),
            (id, user, token) => scim.Users.PatchAsync(id, update.ToOperations().Where(o => IsNews(o, asked, user!)).ToList(), user!.Version, token),
            needsStateFirst: true);
    }

    /// <summary>Puts the user into a group of the directory (true), or takes the user out (false).</summary>
    public static ScimUserOperation SetMember(ScimClient scim, ScimGroup group, bool member) => new(
        scim,
        member ? "AddToScimGroup" : "RemoveFromScimGroup",
        member ? $"adding to the group {group}" : $"taking out of the group {group}",
        user => user is null ? Deleted : IsMember(user, group) ? "member" : "no_member",
        user => user is not null && IsMember(user, group) == member,
        (id, _, token) => scim.Groups.PatchAsync(
            group.ScimGroupId, [member ? ScimPatchOperation.AddMembers([id]) : ScimPatchOperation.RemoveMembers([id])], version: null, token));

    /// <summary>Deletes the record, for good; the account that is linked is deactivated.</summary>
    public static ScimUserOperation Delete(ScimClient scim) => new(
        scim, "DeleteScimUser", "deleting the SCIM user", ShowStatus,
        user => user is null,
        (id, _, token) => scim.Users.DeleteAsync(id, token));

    internal override async Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken)
    {
        ScimUser? user = null;
        try
        {
            user = await _scim.Users.GetAsync(accountId, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Code == ErrorCode.ScimUserNotFound && _isReached(null))
        {
            // Gone is what is wanted.
        }

        return new AccountState(user is null ? Deleted : ShowStatus(user), user?.Email, user?.Name, _show(user)) { ScimUser = user };
    }

    internal override Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken) =>
        _send(accountId, before?.ScimUser, cancellationToken);

    internal override bool IsReached(AccountState state) => _isReached(state.ScimUser);

    // A closed account does not rule out a change of its record.
    internal override AdminException? Objection(AccountState state, string accountId) => null;

    private static string ShowStatus(ScimUser? user) => user is null ? Deleted : user.Active == false ? AccountState.Inactive : AccountState.Active;

    private static bool IsMember(ScimUser user, ScimGroup group) => user.Groups.Any(g => g.ScimId == group.ScimGroupId);

    private static bool IsNews(ScimPatchOperation operation, List<(string Path, string Text)> asked, ScimUser user) =>
        asked.Find(a => a.Path == operation.Path).Text != ScimUserUpdate.Read(user, operation.Path);
}
