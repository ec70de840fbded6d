using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations;

/// <summary>Whether an account is active.</summary>
/// <param name="Status"><c>active</c>, <c>inactive</c>, <c>for_deletion</c> or <c>closed</c>; the set is open; null when it is not told.</param>
public sealed record AccountState(string? Status) : State
{
    internal const string Active = "active";
    internal const string Inactive = "inactive";
    internal const string Closed = "closed";
    internal const string ForDeletion = "for_deletion";

    /// <summary>The whole profile; null when it may not be read, and in a change that was told. No journal keeps it.</summary>
    [JsonIgnore]
    internal UserProfile? Profile { get; init; }

    /// <summary>The membership in the directories together, such as <c>suspended</c>; null when it was not read. No journal keeps it.</summary>
    [JsonIgnore]
    public string? Membership { get; init; }

    internal override State Kept => Profile is null ? this : this with { Profile = null };

    private protected override string Text => Status ?? "";

    /// <summary>Why nothing opens for somebody who is enabled, and what gives access; null when something does, or that is not known.</summary>
    /// <param name="who">How people know the person.</param>
    internal string? NoAccess(string who) => Membership switch
    {
        DirectoryState.Suspended => $"{who} is suspended in the directory, so no product opens. Run Resume-AtlassianUser -Identity {who}.",
        DirectoryState.NoMembership => $"{who} is in no directory, so no product opens. Run New-AtlassianUserInvitation {who}.",
        _ => null,
    };

    /// <summary>What follows for somebody who is enabled: whether a product opens.</summary>
    internal static async Task<Consequence?> ReadAccessAsync(
        AccountState? before, UsersClient users, string accountId, string who, CancellationToken cancellationToken)
    {
        string? membership = before?.Membership;
        if (membership is null)
        {
            try
            {
                membership = (await users.GetAsync(accountId, cancellationToken).ConfigureAwait(false)).MembershipStatus;
            }
            catch (AdminException e) when (e.Code == ErrorCode.AccountNotFound)
            {
                membership = DirectoryState.NoMembership;
            }
        }

        return new AccountState(Active) { Membership = membership }.NoAccess(who) is { } warning ? new Consequence { Warning = warning } : null;
    }

    internal bool Is(string status) => string.Equals(Status, status, StringComparison.OrdinalIgnoreCase);

    internal static AccountState Of(UserProfile profile) => new(profile.AccountStatus) { Email = profile.Email, Name = profile.Name, Profile = profile };

    /// <summary>The state as a page of the search tells it; null where it does not tell the two kinds of inactive apart.</summary>
    internal static AccountState? Of(User page)
    {
        var state = new AccountState(page.IsForDeletion ? ForDeletion : page.AccountStatus) { Email = page.Email, Name = page.Name, Membership = page.MembershipStatus };
        return state.Status is null || (state.Is(Inactive) && page.Status is null && page.ForDeletion is null) ? null : state;
    }

    /// <summary>
    /// Reads whether an account is active. The profile tells <c>inactive</c> for both disabled and pending deletion (AX-704),
    /// so the directory is asked which it is, unless a page has just told; the directory also knows accounts whose profile may not be read.
    /// </summary>
    internal static Task<AccountState> ReadAsync(AdminClient organization, string accountId, CancellationToken cancellationToken) =>
        ReadAsync(organization, accountId, page: null, cancellationToken);

    /// <summary>The same, with the person as a page has just shown them.</summary>
    internal static async Task<AccountState> ReadAsync(
        AdminClient organization, string accountId, User? page, CancellationToken cancellationToken)
    {
        UserProfile profile;
        try
        {
            profile = await organization.Accounts.GetProfileAsync(accountId, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException refusal) when (refusal.Code is ErrorCode.AccountNotManaged or ErrorCode.AccountNotVerified)
        {
            try
            {
                User user = await organization.Users.GetAsync(accountId, cancellationToken).ConfigureAwait(false);
                return new AccountState(user.IsForDeletion ? ForDeletion : user.AccountStatus) { Email = user.Email, Name = user.Name, Membership = user.MembershipStatus };
            }
            catch (AdminException unknown) when (unknown.Code == ErrorCode.AccountNotFound)
            {
                // Nowhere in this organization: the refusal says it best.
                throw refusal;
            }
        }

        AccountState state = Of(profile);
        if (!state.Is(Inactive))
            return state;
        // A page that shows the account active is older than the profile.
        if (page is not null && Of(page) is { } shown && (shown.Is(Inactive) || shown.Is(ForDeletion)))
            return state with { Status = shown.Status, Membership = shown.Membership };
        try
        {
            User user = await organization.Users.GetAsync(accountId, cancellationToken).ConfigureAwait(false);
            return state with { Status = user.IsForDeletion ? ForDeletion : state.Status, Membership = user.MembershipStatus };
        }
        catch (AdminException e) when (e.Code == ErrorCode.AccountNotFound)
        {
            // In no directory: the profile is all there is.
            return state with { Membership = DirectoryState.NoMembership };
        }
    }
}
