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

    /// <summary>The whole profile; null when it may not be read. No journal keeps it.</summary>
    [JsonIgnore]
    public UserProfile? Profile { get; init; }

    private protected override string Text => Status ?? "";

    internal bool Is(string status) => string.Equals(Status, status, StringComparison.OrdinalIgnoreCase);

    internal static AccountState Of(UserProfile profile) => new(profile.AccountStatus) { Email = profile.Email, Name = profile.Name, Profile = profile };

    /// <summary>
    /// Reads whether an account is active. The profile tells <c>inactive</c> for both disabled and pending deletion (AX-704),
    /// so the directory is asked which it is; the directory also knows accounts whose profile may not be read.
    /// </summary>
    internal static async Task<AccountState> ReadAsync(
        AdminClient organization, string accountId, CancellationToken cancellationToken)
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
        try
        {
            User user = await organization.Users.GetAsync(accountId, cancellationToken).ConfigureAwait(false);
            return user.IsForDeletion ? state with { Status = ForDeletion } : state;
        }
        catch (AdminException e) when (e.Code == ErrorCode.AccountNotFound)
        {
            // In no directory: the profile is all there is.
            return state;
        }
    }
}
