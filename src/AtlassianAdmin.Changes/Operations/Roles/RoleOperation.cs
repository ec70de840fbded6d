using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Changes.Operations.Roles;

/// <summary>Giving a person a role, and taking one away.</summary>
public sealed class RoleOperation : AccountOperation
{
    private readonly string _role;
    private readonly string? _resourceId;
    private readonly bool _granted;

    /// <summary>Makes the operation.</summary>
    /// <param name="role">The role, such as <c>atlassian/user</c>.</param>
    /// <param name="resourceId">The resource (an ARI); null only for <see cref="Role.OrganizationAdmin"/>.</param>
    /// <param name="granted">True to give, false to take.</param>
    public RoleOperation(string role, string? resourceId, bool granted)
    {
        _role = role;
        _resourceId = resourceId;
        _granted = granted;
    }

    /// <inheritdoc/>
    public override string Action => _granted ? "GrantRole" : "RevokeRole";

    /// <inheritdoc/>
    public override string Gerund => $"{(_granted ? "granting" : "revoking")} {_role}";

    /// <inheritdoc/>
    public override string Route => "Directory";

    internal override IReadOnlyDictionary<string, string?> Details => new Dictionary<string, string?>
    {
        [ChangeDetail.Role] = _role,
        [ChangeDetail.ResourceId] = _resourceId,
    };

    internal override AdminException? Fault => (_role == Role.OrganizationAdmin, _resourceId) switch
    {
        (false, null) => new AdminException(ErrorCode.ResourceNotFound, ("detail", $"none was named, and every role but {Role.OrganizationAdmin} is given on one")),

        // Who names a product does not mean the whole organization.
        (true, { } id) when id.IndexOf(":org/", StringComparison.OrdinalIgnoreCase) < 0 =>
            new AdminException(ErrorCode.InvalidField, ("field", "Resource"), ("detail", $"{Role.OrganizationAdmin} is given on the organization, not on {id}")),
        _ => null,
    };

    // Whether a role to revoke is the person's own or comes through a group, the answer to the write does not tell.
    internal override bool NeedsStateFirst => !_granted;

    // The service says that a role takes up to 30 s to take effect. Source: organization document, role-assignments.
    internal override IReadOnlyList<TimeSpan> VerificationDelays { get; } = Seconds(1, 2, 4, 8, 8, 8);

    internal override async Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken)
    {
        var methods = new List<string>();
        await foreach (RoleAssignment assignment in client.Users.GetRolesAsync(accountId, cancellationToken).ConfigureAwait(false))
        {
            if (_resourceId is not null && !string.Equals(assignment.ResourceId, _resourceId, StringComparison.OrdinalIgnoreCase))
                continue;
            methods.AddRange((assignment.RoleMethods ?? []).Where(m => m.Role == _role).SelectMany(m => m.Methods ?? ["direct"]));
            if (assignment.RoleMethods is not { Count: > 0 } && assignment.Roles.Contains(_role))
                methods.Add("direct");
        }

        return new AccountState(status: null, email: null, name: null, methods.Count == 0 ? "no_role" : string.Join(",", methods.Distinct())) { RoleMethods = methods };
    }

    internal override Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken) =>
        _granted
            ? client.Users.GrantRoleAsync(accountId, _role, _resourceId, cancellationToken)
            : client.Users.RevokeRoleAsync(accountId, _role, _resourceId, cancellationToken);

    // A role that comes through a group cannot be taken from the person, and being in that group is no grant of its own.
    internal override bool IsReached(AccountState state) => state.RoleMethods!.Contains("direct") == _granted;

    internal override AdminException? Objection(AccountState state, string accountId) => null;

    // The account is there: what the service did not find is the person in the directory of the product.
    internal override AdminException? Explain(AdminException refusal, AccountState state, string accountId) =>
        refusal.Code == ErrorCode.AccountNotFound
            ? new AdminException(ErrorCode.NotInDirectory, ("account", accountId), ("detail", $"the directory of {_resourceId}"))
            : null;

    internal override string? Remark(AccountState state, string accountId) =>
        !_granted && state.RoleMethods!.Any(m => m.StartsWith("group", StringComparison.Ordinal))
            ? $"{accountId} keeps {_role} through a group: Get-AtlassianGroup -Member {accountId} lists the groups."
            : null;
}
