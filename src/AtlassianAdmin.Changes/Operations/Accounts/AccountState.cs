using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Whether an account is active.</summary>
/// <param name="Status"><c>active</c>, <c>inactive</c>, <c>for_deletion</c> or <c>closed</c>; the set is open; null when it is not told.</param>
public sealed record AccountState(string? Status) : State
{
    internal const string Active = "active";
    internal const string Inactive = "inactive";
    internal const string Closed = "closed";
    internal const string ForDeletion = "for_deletion";

    /// <summary>The whole profile; null when it may not be read. No journal keeps it.</summary>
    [JsonIgnore]
    public UserProfile? Profile { get; init; }

    private protected override string Text => Status ?? "";

    internal bool Is(string status) => string.Equals(Status, status, StringComparison.OrdinalIgnoreCase);

    internal static AccountState Of(UserProfile profile) => new(profile.AccountStatus) { Email = profile.Email, Name = profile.Name, Profile = profile };

    /// <summary>The state as a page of the search tells it; null where it does not tell the two kinds of inactive apart.</summary>
    internal static AccountState? Of(User page)
    {
        var state = new AccountState(page.IsForDeletion ? ForDeletion : page.AccountStatus) { Email = page.Email, Name = page.Name };
        return state.Status is null || (state.Is(Inactive) && page.Status is null && page.ForDeletion is null) ? null : state;
    }

    /// <summary>
    /// Reads whether an account is active. The profile tells <c>inactive</c> for both disabled and pending deletion (AX-704),
    /// so the directory is asked which it is, unless a page has just told; the directory also knows accounts whose profile may not be read.
    /// </summary>
    internal static Task<AccountState> ReadAsync(
        AccountsClient accounts, OrganizationsClient organizations, string accountId, CancellationToken cancellationToken) =>
        ReadAsync(accounts, organizations, accountId, page: null, cancellationToken);

    /// <summary>The same, with the person as a page has just shown them.</summary>
    internal static async Task<AccountState> ReadAsync(
        AccountsClient accounts, OrganizationsClient organizations, string accountId, User? page, CancellationToken cancellationToken)
    {
        UserProfile profile;
        try
        {
            profile = await accounts.GetProfileAsync(accountId, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException refusal) when (refusal.Code is ErrorCode.AccountNotManaged or ErrorCode.AccountNotVerified)
        {
            try
            {
                User user = await organizations.GetUserAsync(accountId, cancellationToken).ConfigureAwait(false);
                return new AccountState(user.IsForDeletion ? ForDeletion : user.AccountStatus) { Email = user.Email, Name = user.Name };
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
            return state with { Status = shown.Status };
        try
        {
            User user = await organizations.GetUserAsync(accountId, cancellationToken).ConfigureAwait(false);
            return user.IsForDeletion ? state with { Status = ForDeletion } : state;
        }
        catch (AdminException e) when (e.Code == ErrorCode.AccountNotFound)
        {
            // In no directory: the profile is all there is.
            return state;
        }
    }
}
