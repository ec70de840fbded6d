using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Puts the user of a SCIM record into a group of the directory, or takes the user out.</summary>
/// <param name="ScimGroupId">The group.</param>
/// <param name="GroupName">Its name; null when not known.</param>
/// <param name="Member">True to put the user in.</param>
public sealed record ScimGroupMembership(string ScimGroupId, string? GroupName, bool Member) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new ScimGroupMembershipOperation(this, subject, clients);
}

internal sealed class ScimGroupMembershipOperation(ScimGroupMembership spec, Subject subject, ConnectedClients clients)
    : ScimUserOperation<MembershipState>(spec, subject, clients)
{
    public override string Action => spec.Member ? "AddToScimGroup" : "RemoveFromScimGroup";

    public override string Gerund => spec.Member ? $"adding to the group {Target}" : $"taking out of the group {Target}";

    public override string Target => spec.GroupName ?? spec.ScimGroupId;

    public override string TargetId => spec.ScimGroupId;

    public override string Effect => spec.Member ? $"Join the SCIM group {Target}" : $"Leave the SCIM group {Target}";

    internal override Task<string?> DescribeEffectsAsync(CancellationToken cancellationToken) =>
        spec.Member ? Task.FromResult<string?>(null) : GroupProducts.DescribeAsync(Clients, spec.GroupName, cancellationToken);

    private protected override async Task<MembershipState> ReadStateAsync(CancellationToken cancellationToken)
    {
        ScimUser user = await GetAsync(cancellationToken).ConfigureAwait(false);
        return new MembershipState(user.Groups.Any(g => g.ScimId == spec.ScimGroupId)) { Email = user.Email, Name = user.Name };
    }

    private protected override Task<int> SendAsync(MembershipState? before, CancellationToken cancellationToken) => Scim.Groups.PatchAsync(
        spec.ScimGroupId,
        [spec.Member ? ScimPatchOperation.AddMembers([ScimUserId]) : ScimPatchOperation.RemoveMembers([ScimUserId])],
        version: null,
        cancellationToken);

    private protected override bool IsReached(MembershipState state) => state.IsMember == spec.Member;

    private protected override Inverse InverseTo(MembershipState before) => InverseHere(spec with { Member = before.IsMember });
}
