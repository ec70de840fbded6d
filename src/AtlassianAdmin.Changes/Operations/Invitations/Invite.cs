using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Invitations;

/// <summary>Invites a person to the organization, with roles and groups. Who has everything already is not invited again, so that a list can be repeated.</summary>
/// <param name="Roles">The roles to give; null for none.</param>
/// <param name="GroupIds">The groups to add to; null for none.</param>
/// <param name="SendNotification">True to send an e-mail.</param>
/// <param name="NotificationText">The text of that e-mail; null for the service's own.</param>
public sealed record Invite(
    IReadOnlyList<InvitedRole>? Roles, IReadOnlyList<string>? GroupIds, bool SendNotification, string? NotificationText) : OperationSpec
{
    /// <summary>The account that a row names beside the address; null for none. When somebody else has the address, nobody is invited.</summary>
    public string? AccountId { get; init; }

    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new InviteOperation(this, subject, clients);
}

/// <summary>Whether a person has everything that an invitation gives.</summary>
/// <param name="IsInvited">True when the person has.</param>
public sealed record InvitationState(bool IsInvited) : State
{
    private protected override string Text => IsInvited ? "invited" : "not_invited";
}

internal sealed class InviteOperation(Invite spec, Subject subject, ConnectedClients clients) : SharedOperation<InvitationState>(spec, subject)
{
    // The reading before tells it.
    private bool _wasKnown;

    private AdminClient Admin => clients.Organization;

    public override string Action => "Invite";

    public override string Gerund => "an invitation";

    public override string Route => "Organization";

    public override string Target => "organization";

    public override string Effect => "Invite to the organization";

    public override int LargestBatch => UserInvitation.LargestBatch;

    public override bool SharesWith(ISharedOperation other) =>
        other is InviteOperation invite && invite.Spec is Invite asked && ReferenceEquals(asked.Roles, spec.Roles) && ReferenceEquals(asked.GroupIds, spec.GroupIds)
        && asked.SendNotification == spec.SendNotification && asked.NotificationText == spec.NotificationText;

    internal override async Task<IReadOnlyCollection<string>> ReadTouchedAsync(State? before, CancellationToken cancellationToken)
    {
        // Who is in the organization already gets roles and groups.
        IReadOnlyDictionary<string, IReadOnlyList<User>> found = await Admin.Users.FindByEmailAsync([Email], cancellationToken).ConfigureAwait(false);
        return found.TryGetValue(Email, out IReadOnlyList<User>? people) && people.Count > 0 ? people.Select(p => p.AccountId).ToList() : [Email];
    }

    private string Email => Subject.Email ?? Subject.Input;

    public override async Task<IReadOnlyList<SharedState>> ReadTogetherAsync(IReadOnlyList<ISharedOperation> batch, CancellationToken cancellationToken)
    {
        InviteOperation[] people = batch.Cast<InviteOperation>().ToArray();
        IReadOnlyDictionary<string, IReadOnlyList<User>> found =
            await Admin.Users.FindByEmailAsync(people.Select(p => p.Email).ToList(), cancellationToken).ConfigureAwait(false);
        var states = new List<SharedState>();
        foreach (InviteOperation person in people)
        {
            found.TryGetValue(person.Email, out IReadOnlyList<User>? same);
            person._wasKnown = same is { Count: > 0 };
            if (person.ViolationOf(same ?? []) is { } violation)
            {
                states.Add(new SharedState(new InvitationState(IsInvited: false), AccountId: null) { Violation = violation });
                continue;
            }

            if (same is not { Count: 1 } || same[0].Status != "active")
            {
                states.Add(new SharedState(new InvitationState(IsInvited: false), AccountId: null));
                continue;
            }

            bool hasEverything = await HasEverythingAsync(same[0].AccountId, cancellationToken).ConfigureAwait(false);
            states.Add(new SharedState(new InvitationState(hasEverything) { Email = person.Email, Name = same[0].Name }, same[0].AccountId));
        }

        return states;
    }

    public override async Task<IReadOnlyList<SharedReply>> SendTogetherAsync(IReadOnlyList<ISharedOperation> batch, CancellationToken cancellationToken)
    {
        InviteOperation[] people = batch.Cast<InviteOperation>().ToArray();
        var invitation = new UserInvitation
        {
            Emails = people.Select(p => p.Email).ToList(),
            Roles = spec.Roles,
            GroupIds = spec.GroupIds,
            SendNotification = spec.SendNotification,
            NotificationText = spec.NotificationText,
        };
        IReadOnlyList<UserInvitationResult> results = await Admin.Users.InviteAsync(invitation, cancellationToken).ConfigureAwait(false);
        return people.Select(p => p.Read(results.FirstOrDefault(r => string.Equals(r.Email, p.Email, StringComparison.OrdinalIgnoreCase)))).ToList();
    }

    private protected override bool IsReached(InvitationState state) => state.IsInvited;

    private protected override Inverse InverseTo(InvitationState before) => InverseWithoutState();

    private protected override Inverse InverseWithoutState() => Inverse.None("an invitation is not taken back by undoing; Remove-AtlassianDirectoryUser removes a person");

    private SharedReply Read(UserInvitationResult? result)
    {
        if (result is null)
            return new SharedReply(Accepted: null) { Failure = Incomplete("the answer does not mention it") };
        if (result.Succeeded)
            return new SharedReply(Accepted: true) { AccountId = result.AccountId, Created = result };
        string missing = result.Failures.Count > 0 ? string.Join("; ", result.Failures) : "the service gave no account";
        // Somebody whom nobody knew before and who has an account now was invited, whatever else was refused.
        return new SharedReply(result.GaveSomething || (result.AccountId.Length > 0 && !_wasKnown))
        {
            AccountId = result.AccountId,
            Created = result,
            Failure = Incomplete(missing),
        };
    }

    private AdminException? ViolationOf(IReadOnlyList<User> holders) =>
        spec.AccountId is { } account && holders.Count > 0 && !holders.Any(h => h.AccountId == account)
            ? new AdminException(ErrorCode.AmbiguousIdentity, ("detail", $"the columns name different people: {account}; {Email} belongs to {string.Join(", ", holders.Select(h => h.AccountId))}"))
            : null;

    private AdminException Incomplete(string detail) => new(ErrorCode.InvitationIncomplete, ("account", Email), ("detail", detail));

    private async Task<bool> HasEverythingAsync(string accountId, CancellationToken cancellationToken)
    {
        if (spec.Roles is { Count: > 0 } wanted)
        {
            List<RoleAssignment> held = await Paging.ToListAsync(Admin.Users.GetRolesAsync(accountId, cancellationToken)).ConfigureAwait(false);
            if (!wanted.All(w => held.Any(h => string.Equals(h.ResourceId, w.Resource, StringComparison.OrdinalIgnoreCase) && h.Roles.Contains(w.Role))))
                return false;
        }

        if (spec.GroupIds is not { Count: > 0 } groupIds)
            return true;
        var search = new GroupSearch { AccountIds = [accountId], Limit = OrganizationsClient.LargestPage };
        List<Group> groups = await Paging.ToListAsync(Admin.Groups.SearchAsync(search, cancellationToken)).ConfigureAwait(false);
        return groupIds.All(id => groups.Any(g => string.Equals(g.GroupId, id, StringComparison.OrdinalIgnoreCase)));
    }
}
