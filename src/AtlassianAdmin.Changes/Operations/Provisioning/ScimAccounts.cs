using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Whose accounts the records of a SCIM directory are, for the guards: a record does not always tell its account.</summary>
internal static class ScimAccounts
{
    /// <summary>The accounts that a record may belong to; the record itself where there is none.</summary>
    public static async Task<IReadOnlyCollection<string>> OfRecordAsync(ConnectedClients clients, string scimUserId, CancellationToken cancellationToken)
    {
        ScimUser record;
        try
        {
            record = await clients.Scim!.Users.GetAsync(scimUserId, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Code == ErrorCode.ScimUserNotFound)
        {
            return [scimUserId];
        }

        if (record.AccountId is { Length: > 0 } accountId)
            return [accountId];
        string?[] addresses = [.. record.Emails.Select(e => e.Value), record.UserName];
        IReadOnlyCollection<string> linked = await LinkedAsync(clients, record, Addresses(addresses), cancellationToken).ConfigureAwait(false);
        if (linked.Count > 0)
            return linked;
        IReadOnlyCollection<string> owners = await OfAddressesAsync(clients, addresses, cancellationToken).ConfigureAwait(false);
        return owners.Count > 0 ? owners : [scimUserId];
    }

    /// <summary>The accounts of several records.</summary>
    public static async Task<IReadOnlyCollection<string>> OfRecordsAsync(ConnectedClients clients, IEnumerable<string> scimUserIds, CancellationToken cancellationToken)
    {
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        foreach (string id in scimUserIds)
            accounts.UnionWith(await OfRecordAsync(clients, id, cancellationToken).ConfigureAwait(false));
        return accounts;
    }

    /// <summary>The accounts that have one of those addresses.</summary>
    public static async Task<IReadOnlyCollection<string>> OfAddressesAsync(ConnectedClients clients, IEnumerable<string?> addresses, CancellationToken cancellationToken)
    {
        List<string> asked = Addresses(addresses);
        if (asked.Count == 0)
            return [];
        IReadOnlyDictionary<string, IReadOnlyList<User>> found = await clients.Organization.Users.FindByEmailAsync(asked, cancellationToken).ConfigureAwait(false);
        return found.Values.SelectMany(people => people.Select(p => p.AccountId)).Distinct(StringComparer.Ordinal).ToList();
    }

    private static async Task<IReadOnlyCollection<string>> LinkedAsync(
        ConnectedClients clients, ScimUser record, IReadOnlyList<string> addresses, CancellationToken cancellationToken)
    {
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        foreach (string address in addresses)
        {
            try
            {
                IReadOnlyList<ScimLink> links = await clients.Organization.Provisioning.FindLinksAsync(address, cancellationToken).ConfigureAwait(false);
                accounts.UnionWith(links.Where(l => string.Equals(l.ScimUserId, record.ScimUserId, StringComparison.OrdinalIgnoreCase)).Select(l => l.AccountId).OfType<string>());
            }
            catch (AdminException e) when (e.HttpStatus == 404)
            {
                // Whether "no link" is an empty list or a 404 is not documented.
            }
        }

        return accounts;
    }

    private static List<string> Addresses(IEnumerable<string?> texts) =>
        texts.OfType<string>().Where(t => t.IndexOf('@') > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
}
