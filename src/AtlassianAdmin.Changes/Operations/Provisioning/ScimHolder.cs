using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Finds who has an address or a user name that a record of the SCIM directory is to get, and says how to free it.</summary>
internal sealed class ScimHolder(ConnectedClients clients)
{
    /// <summary>The account of who was found to have it; null for nobody.</summary>
    public string? AccountId { get; private set; }

    /// <summary>Whether an account or a record gives up what it has in the same command.</summary>
    public Func<string, Task<bool>> IsGivenUpAsync { get; init; } = _ => Task.FromResult(false);

    /// <summary>Why a record may not get that address or that user name; null when nobody has them.</summary>
    /// <param name="record">The record; null for a new one, which is linked to the account of its address.</param>
    /// <param name="email">The address; null when it does not change.</param>
    /// <param name="userName">The user name; null when it does not change.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<AdminException?> ViolationAsync(ScimUser? record, string? email, string? userName, CancellationToken cancellationToken)
    {
        if (record is not null && email is not null && await AccountAsync(email, cancellationToken).ConfigureAwait(false) is { } account && account.AccountId != record.AccountId)
        {
            AccountId = account.AccountId;
            if (!await IsGivenUpAsync(account.AccountId).ConfigureAwait(false))
                return WithHolder(new AdminException(ErrorCode.ScimUserExists, ("detail", $"{email} belongs to the account {account.AccountId}")), account, email);
        }

        foreach (string value in new[] { email, userName }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (await FindAsync(value, record?.ScimUserId, cancellationToken).ConfigureAwait(false) is { } holder)
            {
                AccountId = holder.AccountId ?? AccountId;
                if (!await IsGivenUpAsync(holder.AccountId ?? holder.ScimUserId).ConfigureAwait(false))
                    return WithHolder(new AdminException(ErrorCode.ScimUserExists, ("detail", $"{value} belongs to {NameOf(holder)}")), holder);
            }
        }

        return null;
    }

    /// <summary>A refusal because of an address or a user name that is taken, with the record and the account that have it.</summary>
    public async Task<AdminException> GuideAsync(AdminException refusal, string? email, string? userName, string? scimUserId, CancellationToken cancellationToken)
    {
        if (refusal.Code != ErrorCode.ScimUserExists)
            return refusal;
        try
        {
            // What the service names, it names before what was asked.
            string? named = ScimUsersClient.NameTaken(refusal.ServiceError);
            foreach (string value in new[] { named, email, userName }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (await FindAsync(value, scimUserId, cancellationToken).ConfigureAwait(false) is { } holder)
                    return WithHolder(refusal, holder);
                if (value.IndexOf('@') > 0 && await AccountAsync(value, cancellationToken).ConfigureAwait(false) is { } account)
                    return WithHolder(refusal, account, value);
            }
        }
        catch (Exception e) when (e is AdminException or OperationCanceledException)
        {
            // The refusal stands without the name of the holder.
        }

        return refusal;
    }

    private async Task<ScimUser?> FindAsync(string value, string? scimUserId, CancellationToken cancellationToken)
    {
        var records = new List<ScimUser>();
        await foreach (ScimUser user in clients.Scim!.Users.ListAsync(ScimFilter.UserName(value), cancellationToken).ConfigureAwait(false))
            records.Add(user);
        if (records.All(r => r.ScimUserId == scimUserId) && value.IndexOf('@') > 0)
        {
            foreach (ScimLink link in await LinksAsync(value, cancellationToken).ConfigureAwait(false))
            {
                if (string.Equals(link.ScimDirectoryId, clients.Scim.DirectoryId, StringComparison.OrdinalIgnoreCase) && link.ScimUserId != scimUserId)
                    records.Add(await clients.Scim.Users.GetAsync(link.ScimUserId, cancellationToken).ConfigureAwait(false));
            }
        }

        return records.Find(r => r.ScimUserId != scimUserId);
    }

    private async Task<IReadOnlyList<ScimLink>> LinksAsync(string email, CancellationToken cancellationToken)
    {
        try
        {
            return await clients.Organization.Provisioning.FindLinksAsync(email, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.HttpStatus == 404)
        {
            // Whether "no record" is an empty list or a 404 is not documented.
            return [];
        }
    }

    private async Task<User?> AccountAsync(string email, CancellationToken cancellationToken) =>
        (await clients.Organization.Users.FindByEmailAsync([email], cancellationToken).ConfigureAwait(false))[email] is { Count: > 0 } people ? people[0] : null;

    private static AdminException WithHolder(AdminException refusal, User account, string email) =>
        refusal.WithRemedy(
            $"The account {account.AccountId} ({account.Name ?? email}) has {email}. To free it, give that account another address first: Set-AtlassianUserEmail {account.AccountId} -NewEmail <another address>.");

    private static AdminException WithHolder(AdminException refusal, ScimUser holder) =>
        refusal.WithRemedy(
            $"{NameOf(holder)} has it. To free it, give that record another name and address first: Set-AtlassianScimUser {holder.ScimUserId} -UserName <another name> -Email <another address>. If it is the person's own, Enable-AtlassianScimUser lets it in again.");

    private static string NameOf(ScimUser holder) =>
        $"{holder.Name ?? holder.UserName} (record {holder.ScimUserId}{(holder.AccountId is { } id ? $", account {id}" : ", no account")}{(holder.Active == false ? ", inactive" : "")})";
}
