using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Changing one group of a SCIM directory: deleting it, or setting who is in it.</summary>
public sealed class ScimGroupOperation : ChangeOperation
{
    private readonly ScimClient _scim;
    private readonly IReadOnlyList<string>? _members;

    private ScimGroupOperation(ScimClient scim, IReadOnlyList<string>? members)
    {
        _scim = scim;
        _members = members;
    }

    /// <inheritdoc/>
    public override string Action => _members is null ? "DeleteScimGroup" : "SetScimGroup";

    /// <inheritdoc/>
    public override string Gerund => _members is null ? "deleting" : "setting the members";

    /// <inheritdoc/>
    public override string Route => "Scim";

    // Who is to be added and who taken out depends on who is in it.
    internal override bool NeedsStateFirst => _members is not null;

    /// <summary>Deletes the group, and with it the access that it gave in the organization.</summary>
    public static ScimGroupOperation Delete(ScimClient scim) => new(scim, members: null);

    /// <summary>Sets the members: exactly these, by their SCIM ids, in one request of what differs. The vendor documents adding and removing, no replacing.</summary>
    public static ScimGroupOperation SetMembers(ScimClient scim, IReadOnlyList<string> members) => new(scim, members);

    internal override Change NewChange(string input, string organization) => new GroupChange(input, Action, organization) { Route = Route, Details = Details };

    internal override async Task<AccountState> ReadAsync(AdminClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            ScimGroup group = await _scim.Groups.GetAsync(id, cancellationToken).ConfigureAwait(false);
            return new AccountState(status: null, email: null, group.Name, $"{group.Members.Count} members") { ScimGroup = group };
        }
        catch (AdminException e) when (e.Code == ErrorCode.GroupNotFound && _members is null)
        {
            return new AccountState(status: null, email: null, name: null, "deleted");
        }
    }

    internal override Task<int> SendAsync(AdminClient client, string id, AccountState? before, CancellationToken cancellationToken)
    {
        if (_members is null)
            return _scim.Groups.DeleteAsync(id, cancellationToken);
        List<string> present = Members(before!.ScimGroup!);
        var operations = new List<ScimPatchOperation>();
        if (_members.Except(present).ToList() is { Count: > 0 } added)
            operations.Add(ScimPatchOperation.AddMembers(added));
        if (present.Except(_members).ToList() is { Count: > 0 } removed)
            operations.Add(ScimPatchOperation.RemoveMembers(removed));
        return _scim.Groups.PatchAsync(id, operations, before.ScimGroup!.Version, cancellationToken);
    }

    internal override bool IsReached(AccountState state) =>
        _members is null ? state.ScimGroup is null : new HashSet<string>(_members, StringComparer.Ordinal).SetEquals(Members(state.ScimGroup!));

    private static List<string> Members(ScimGroup group) => group.Members.Select(m => m.ScimId).ToList();
}
