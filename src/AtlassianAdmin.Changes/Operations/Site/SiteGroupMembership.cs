using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Changes.Operations.Site;

/// <summary>Puts a person into a group of a site, or takes the person out, with the token of a site admin.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="GroupName">Its name; null when not known.</param>
/// <param name="Member">True to put the person in.</param>
/// <param name="Site">The host of the site; null for the one that is connected.</param>
public sealed record SiteGroupMembership(string GroupId, string? GroupName, bool Member, string? Site = null) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new SiteGroupMembershipOperation(this, subject, clients);
}

internal sealed class SiteGroupMembershipOperation(SiteGroupMembership spec, Subject subject, ConnectedClients clients) : Operation<MembershipState>(spec, subject)
{
    private SiteClient Site => clients.SiteOf(spec.Site);

    public override string Action => spec.Member ? "AddToGroup" : "RemoveFromGroup";

    public override string Gerund => spec.Member ? $"adding to the group {Target}" : $"taking out of the group {Target}";

    public override string Route => "Site";

    public override string Target => spec.GroupName ?? spec.GroupId;

    public override string TargetId => spec.GroupId;

    public override string Effect => $"{(spec.Member ? "Join" : "Leave")} the group {Target} of the site{(spec.Site is null ? "" : " " + spec.Site)}";

    private protected override async Task<MembershipState> ReadStateAsync(CancellationToken cancellationToken)
    {
        // Asked for first: somebody unknown has no groups either, and that is no membership to go by.
        SiteUser user = await Site.Users.GetAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SiteGroup> groups = await Site.Users.GetGroupsAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false);
        return new MembershipState(groups.Any(g => g.GroupId == spec.GroupId)) { Email = user.Email, Name = user.Name };
    }

    // The connection of the site refuses by itself, too, whoever asks.
    internal override Task<AdminException?> CheckAsync(State? before, CancellationToken cancellationToken) =>
        Task.FromResult(clients.Find(spec.Site)?.Violation(Subject.AccountId, Gerund));

    private protected override Task<int> SendAsync(MembershipState? before, CancellationToken cancellationToken)
    {
        clients.Find(spec.Site)?.Admit(Subject.AccountId, Gerund);
        return spec.Member
            ? Site.Groups.AddMemberAsync(spec.GroupId, Subject.AccountId, cancellationToken)
            : Site.Groups.RemoveMemberAsync(spec.GroupId, Subject.AccountId, cancellationToken);
    }

    private protected override bool IsReached(MembershipState state) => state.IsMember == spec.Member;

    private protected override Inverse InverseTo(MembershipState before) => Inverse.Of(spec with { Member = before.IsMember });
}
