using System.Globalization;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Sets who is in a group of the SCIM directory: exactly these, in one request of what differs. The vendor documents adding and removing, no replacing.</summary>
/// <param name="ScimGroupId">The group.</param>
/// <param name="GroupName">Its name; null when not known.</param>
/// <param name="Members">The SCIM ids of its members.</param>
public sealed record SetScimGroupMembers(string ScimGroupId, string? GroupName, IReadOnlyList<string> Members) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new SetScimGroupMembersOperation(this, subject, clients);
}

internal sealed class SetScimGroupMembersOperation(SetScimGroupMembers spec, Subject subject, ConnectedClients clients)
    : ScimGroupOperation(spec, spec.ScimGroupId, spec.GroupName, subject, clients)
{
    public override string Action => "SetScimGroup";

    public override string Gerund => "setting the members";

    public override string Effect => $"Set {spec.Members.Count.ToString(CultureInfo.InvariantCulture)} users as the only members of the SCIM group {Target}";

    // Who is to be added and who taken out depends on who is in it.
    internal override bool NeedsStateFirst => true;

    private protected override Task<ScimGroupState> ReadStateAsync(CancellationToken cancellationToken) => GetAsync(cancellationToken);

    private protected override Task<int> SendAsync(ScimGroupState? before, CancellationToken cancellationToken)
    {
        var operations = new List<ScimPatchOperation>();
        if (spec.Members.Except(before!.Members!).ToList() is { Count: > 0 } added)
            operations.Add(ScimPatchOperation.AddMembers(added));
        if (before.Members!.Except(spec.Members).ToList() is { Count: > 0 } removed)
            operations.Add(ScimPatchOperation.RemoveMembers(removed));
        return Groups.PatchAsync(spec.ScimGroupId, operations, before.Version, cancellationToken);
    }

    private protected override IEnumerable<string> RecordsTouched(ScimGroupState group) =>
        spec.Members.Except(group.Members ?? []).Concat((group.Members ?? []).Except(spec.Members));

    private protected override bool IsReached(ScimGroupState state) => Same(state.Members, spec.Members);

    private protected override Inverse InverseTo(ScimGroupState before) =>
        before.Members is { } members ? Inverse.Of(spec with { Members = members }) : InverseWithoutState();

    private protected override bool IsStillOurs(ScimGroupState now, ScimGroupState before, ScimGroupState? after) => IsReached(now) || Same(now.Members, before.Members);

    private static bool Same(IReadOnlyList<string>? left, IReadOnlyList<string>? right) =>
        left is not null && right is not null && new HashSet<string>(left).SetEquals(right);
}
