using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Roles;

/// <summary>Gives a person a role, or takes it away.</summary>
/// <param name="Role">The role, such as <c>atlassian/user</c>.</param>
/// <param name="ResourceId">The resource (an ARI); null only for <see cref="AtlassianAdmin.Client.Roles.Role.OrganizationAdmin"/>.</param>
/// <param name="Granted">True to give it.</param>
public sealed record UserRole(string Role, string? ResourceId, bool Granted) : OperationSpec
{
    /// <summary>The product as people name it, such as <c>acme.atlassian.net/jira-software</c>; null when only its id is known.</summary>
    public string? ResourceName { get; init; }

    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new UserRoleOperation(this, subject, clients);
}

/// <summary>How a person holds a role.</summary>
/// <param name="Methods">Such as <c>direct</c> or <c>group_direct</c>; empty when the person does not hold it.</param>
public sealed record RoleState(IReadOnlyList<string> Methods) : State
{
    internal bool IsDirect => Methods.Contains("direct");

    internal bool IsByGroup => Methods.Any(m => m.StartsWith("group", StringComparison.Ordinal));

    private protected override string Text => Methods.Count == 0 ? "no_role" : string.Join(",", Methods.Distinct());
}

internal sealed class UserRoleOperation(UserRole spec, Subject subject, ConnectedClients clients) : Operation<RoleState>(spec, subject)
{
    private UsersClient Users => clients.Organization.Users;

    public override string Action => spec.Granted ? "GrantRole" : "RevokeRole";

    public override string Gerund => $"{(spec.Granted ? "granting" : "revoking")} {spec.Role}";

    public override string Route => "Directory";

    public override string Target => spec.ResourceId is null ? spec.Role : $"{spec.Role} on {Resource}";

    public override string? TargetId => spec.ResourceId;

    private string? Resource => spec.ResourceName ?? clients.KnownNameOf(spec.ResourceId) ?? spec.ResourceId;

    internal override string ThingId => $"{spec.Role} {spec.ResourceId}";

    public override string Effect => $"{(spec.Granted ? "Grant" : "Revoke")} {Target}";

    internal override AdminException? Violation => (spec.Role == Role.OrganizationAdmin, spec.ResourceId) switch
    {
        (false, null) => new AdminException(ErrorCode.ResourceNotFound, ("detail", $"this role needs one. Add -Resource, such as acme.atlassian.net/jira-software")),

        // Who names a product does not mean the whole organization.
        (true, { } id) when id.IndexOf(":org/", StringComparison.OrdinalIgnoreCase) < 0 =>
            new AdminException(ErrorCode.InvalidField, ("field", "Resource"), ("detail", $"{Role.OrganizationAdmin} is given on the organization, not on {id}")),
        _ => base.Violation,
    };

    // Whether a role to revoke is the person's own or comes through a group, the answer to the write does not tell.
    internal override bool NeedsStateFirst => !spec.Granted;

    // The service says that a role takes up to 30 s to take effect. Source: organization document, role-assignments.
    internal override IReadOnlyList<TimeSpan> VerificationDelays { get; } = Seconds(1, 2, 4, 8, 8, 8);

    internal override Task<AdminException?> CheckExistenceAsync(CancellationToken cancellationToken) =>
        spec.Granted ? Task.FromResult<AdminException?>(null) : Existence.OfResourceAsync(clients, spec.ResourceId, cancellationToken);

    internal override async Task<AdminException?> PreviewAsync(State? before, CancellationToken cancellationToken)
    {
        if (!spec.Granted)
            return null;
        if (await Existence.OfResourceAsync(clients, spec.ResourceId, cancellationToken).ConfigureAwait(false) is { } missing)
            return missing;
        var directories = new List<string>();
        await foreach (Directory directory in clients.Organization.Organizations.GetDirectoriesAsync(Subject.AccountId, cancellationToken: cancellationToken).ConfigureAwait(false))
            directories.Add(directory.DirectoryId);
        if (directories.Count == 0)
            return new AdminException(ErrorCode.NotInDirectory, ("account", Subject.Who), ("detail", "any directory of this organization"));
        return spec.ResourceId is { } resource
            && (await clients.Answers.GetAsync($"directory of {resource}", () => ReadDirectoriesAsync(resource, cancellationToken)).ConfigureAwait(false)) is { Count: 1 } only
            && !directories.Contains(only[0].DirectoryId)
                ? new AdminException(ErrorCode.NotInDirectory, ("account", Subject.Who), ("detail", $"{only[0].Name ?? only[0].DirectoryId}, the directory of {Resource}"))
                : null;
    }

    /// <summary>The directories whose groups have a role on a resource: no call tells the directory of a resource.</summary>
    private async Task<List<Directory>> ReadDirectoriesAsync(string resource, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (Group group in clients.Organization.Groups.SearchAsync(new GroupSearch { ResourceIds = [resource] }, cancellationToken).ConfigureAwait(false))
        {
            if (group.DirectoryId is { } id)
                ids.Add(id);
        }

        var directories = new List<Directory>();
        await foreach (Directory directory in clients.Organization.Organizations.GetDirectoriesAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (ids.Contains(directory.DirectoryId))
                directories.Add(directory);
        }

        return directories;
    }

    private protected override async Task<RoleState> ReadStateAsync(CancellationToken cancellationToken)
    {
        var methods = new List<string>();
        await foreach (RoleAssignment assignment in Users.GetRolesAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false))
        {
            if (spec.ResourceId is not null && !string.Equals(assignment.ResourceId, spec.ResourceId, StringComparison.OrdinalIgnoreCase))
                continue;
            methods.AddRange((assignment.RoleMethods ?? []).Where(m => m.Role == spec.Role).SelectMany(m => m.Methods ?? ["direct"]));
            if (assignment.RoleMethods is not { Count: > 0 } && assignment.Roles.Contains(spec.Role))
                methods.Add("direct");
        }

        return new RoleState(methods);
    }

    private protected override Task<int> SendAsync(RoleState? before, CancellationToken cancellationToken) =>
        spec.Granted
            ? Users.GrantRoleAsync(Subject.AccountId, spec.Role, spec.ResourceId, cancellationToken)
            : Users.RevokeRoleAsync(Subject.AccountId, spec.Role, spec.ResourceId, cancellationToken);

    // A role that comes through a group cannot be taken from the person, and being in that group is no grant of its own.
    private protected override bool IsReached(RoleState state) => state.IsDirect == spec.Granted;

    // The account is there: what the service did not find is the person in the directory of the product.
    private protected override AdminException Explain(AdminException refusal, RoleState state) =>
        refusal.Code == ErrorCode.AccountNotFound
            ? new AdminException(ErrorCode.NotInDirectory, ("account", Subject.Who), ("detail", $"the directory of {Resource}"))
            : refusal;

    private protected override string? WarningOf(RoleState state, string who) =>
        !spec.Granted && state.IsByGroup ? $"{who} keeps {spec.Role} through a group: Get-AtlassianGroup -Member {who} lists the groups." : null;

    private protected override Inverse InverseTo(RoleState before) => Inverse.Of(spec with { Granted = before.IsDirect });

    private protected override bool IsStillOurs(RoleState now, RoleState before, RoleState? after) => IsReached(now) || now.IsDirect == before.IsDirect;
}
