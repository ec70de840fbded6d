using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Invitations;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Commands.Users;

/// <summary>What people are invited to: what was typed, and else what the row of each names.</summary>
/// <param name="cmdlet">Waits for what is looked up.</param>
/// <param name="engine">Takes each invitation.</param>
/// <param name="connection">The organization.</param>
/// <param name="role">The role to give on each product.</param>
/// <param name="isRoleTyped">True when a role must be given on a product.</param>
internal sealed class Invitations(AtlassianCmdlet cmdlet, ChangeEngine engine, AtlassianConnection connection, string role, bool isRoleTyped)
{
    private readonly AdminClient _client = connection.Client;
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Invite> _invitations = new(StringComparer.OrdinalIgnoreCase);
    private Invite _typed = new(Roles: null, GroupIds: null, SendNotification: false, NotificationText: null);

    /// <summary>Takes what counts for everybody; what is not found ends the command.</summary>
    public void TakeTyped(IReadOnlyList<ResourceReference>? products, IReadOnlyList<GroupReference>? groups, bool sendNotification, string? notificationText) => _typed = new Invite(
        products is null ? null : cmdlet.Run(() => FindRolesAsync(products)),
        groups is null ? null : cmdlet.Run(() => InvitedGroups.FindAsync(_client, groups, cmdlet.GiveUp)),
        sendNotification,
        notificationText);

    /// <summary>Invites people.</summary>
    public void Add(IEnumerable<UserIdentity> identities)
    {
        foreach (UserIdentity identity in identities)
        {
            string[] addresses = AddressesOf(identity);
            string email = addresses.FirstOrDefault() ?? identity.Input;
            (string asked, Invite given) = InvitationOf(identity.GivenRow);
            Invite invitation = given with { AccountId = identity.AccountId, Violation = ViolationOf(identity, addresses) ?? given.Violation };
            // An address that comes twice with the same groups and products is one person.
            engine.Add(
                new Subject(email, email: email), invitation, "Invite", p => $"Invite {email} to {connection.DisplayName}{asked}", isRepeated: invitation.Violation is null && !_seen.Add(email + asked));
        }
    }

    /// <summary>What is given to the person of a row: what was typed, and else what the row names. The same for all rows that name the same.</summary>
    private (string Asked, Invite Invitation) InvitationOf(object? row)
    {
        IReadOnlyList<string> products = row is null || _typed.Roles is not null ? [] : RowProduct.Of(row);
        GroupReference? group = row is null || _typed.GroupIds is not null ? null : GroupReference.Of(row);
        string asked = (group is null ? "" : $", group {group.Key.Replace('\n', ' ')}") + (products.Count == 0 ? "" : $", {string.Join(", ", products)}");
        if (!_invitations.TryGetValue(asked, out Invite? invitation))
            _invitations[asked] = invitation = Find(products, group);
        return (asked, invitation);
    }

    private Invite Find(IReadOnlyList<string> products, GroupReference? group)
    {
        try
        {
            IReadOnlyList<InvitedRole>? roles = products.Count == 0 ? _typed.Roles
                : cmdlet.Await(cmdlet.Begin(() => FindRolesAsync(products.Select(p => new ResourceReference(p)).ToList())));
            IReadOnlyList<string>? groups = group is null ? _typed.GroupIds : cmdlet.Await(cmdlet.Begin(() => InvitedGroups.FindAsync(_client, [group], cmdlet.GiveUp)));
            AdminException? violation = roles is null && isRoleTyped
                ? new AdminException(ErrorCode.ResourceNotFound, ("detail", "-Role was given without -Resource, and the row has no column Product: a role is given on a product"))
                : null;
            return _typed with { Roles = roles, GroupIds = groups, Violation = violation };
        }
        catch (AdminException e)
        {
            return _typed with { Roles = null, GroupIds = null, Violation = e };
        }
    }

    private async Task<IReadOnlyList<InvitedRole>> FindRolesAsync(IReadOnlyList<ResourceReference> products) =>
        (await ReferenceResolver.ResourcesAsync(_client, products, isFilter: false, cmdlet.GiveUp).ConfigureAwait(false))!
            .Select(product => new InvitedRole { Resource = product, Role = role }).ToList();

    /// <summary>The addresses that count: those of the work before those that people log in with elsewhere.</summary>
    private static string[] AddressesOf(UserIdentity identity)
    {
        List<PersonClue> addresses = identity.Clues.Where(clue => clue.Kind == ClueKind.Email).OrderBy(clue => clue.Rank).ToList();
        return addresses.Where(clue => clue.Rank == addresses[0].Rank).Select(clue => clue.Value).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
    }

    private AdminException? ViolationOf(UserIdentity identity, string[] addresses)
    {
        if (cmdlet.OrganizationCheck.Refusal(identity.Origin, identity.Input) is { } refusal)
            return refusal;
        if (addresses.Length == 0)
            return new AdminException(ErrorCode.InvalidIdentity, ("detail", identity.Fault ?? $"'{identity.Input}' is no e-mail address"));
        string[] accounts = identity.Clues.Where(clue => clue.Kind == ClueKind.AccountId).Select(clue => clue.Value).Distinct(StringComparer.Ordinal).ToArray();
        return addresses.Length > 1 ? new AdminException(ErrorCode.AmbiguousIdentity, ("detail", $"the row has the addresses {string.Join(", ", addresses)}"))
            : accounts.Length > 1 ? new AdminException(ErrorCode.AmbiguousIdentity, ("detail", $"the row has the account ids {string.Join(", ", accounts)}"))
            : null;
    }
}
