using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>Finds the one record of a SCIM directory that somebody means: by account, e-mail address, user name, external id or its own id. Nobody is guessed.</summary>
public sealed class ScimUserFinder
{
    // Source: user-management document and its threads: 557058:<uuid>, 712020:<uuid> or 24 hexadecimal digits. A user name has no such form.
    private static readonly Regex AccountIdForm = new(@"\A(?:[0-9]+:[a-zA-Z0-9-]+|[0-9a-f]{24}|qm:[a-zA-Z0-9:-]+)\z", RegexOptions.CultureInvariant);

    private readonly ProvisioningClient _links;
    private readonly ScimUsersClient _records;

    /// <summary>Makes a finder.</summary>
    /// <param name="links">The links between records and accounts, which the organization knows.</param>
    /// <param name="records">The records of the SCIM directory to look in.</param>
    public ScimUserFinder(ProvisioningClient links, ScimUsersClient records)
    {
        _links = links ?? throw new ArgumentNullException(nameof(links));
        _records = records ?? throw new ArgumentNullException(nameof(records));
    }

    /// <summary>The record that is linked to an account: by the link that the service tells, else by the user name, where the record itself names the account.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="email">Its e-mail address; null when not known.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.ScimUserNotFound"/> or <see cref="ErrorCode.AmbiguousIdentity"/>, among others.</exception>
    public async Task<ScimUser> FindByAccountAsync(string accountId, string? email, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ScimLink> links = await LinksAsync(accountId, cancellationToken).ConfigureAwait(false);
        List<ScimLink> here = links.Where(IsHere).ToList();
        if (here.Count > 1)
            throw Several(email ?? accountId, here.Select(l => l.ScimUserId));
        if (here.Count == 1)
        {
            ScimUser linked = await _records.GetAsync(here[0].ScimUserId, cancellationToken).ConfigureAwait(false);
            // The link may be told before the record names its account, but never against it.
            return linked.AccountId is null || Records.IsAbout(linked.AccountId, accountId)
                ? linked
                : throw new AdminException(ErrorCode.UnexpectedResponse, ("detail", $"the record {linked.ScimUserId} is linked to {accountId}, and names {linked.AccountId}"));
        }

        // A record may name its account before the link is told.
        ScimUser? named = email is null ? null : await OneAsync(ScimFilter.UserName(email), email, cancellationToken).ConfigureAwait(false)
            ?? await OneAsync(ScimFilter.ExternalId(email), email, cancellationToken).ConfigureAwait(false);
        if (named?.AccountId == accountId)
            return named;
        string elsewhere = links.Count == 0
            ? "no record is linked to the account"
            : $"the account is linked to a record of another directory ({string.Join(", ", links.Select(l => l.ScimDirectoryId))})";
        throw new AdminException(ErrorCode.ScimUserNotFound, ("account", email ?? accountId), ("detail", $"{elsewhere} (directory {_records.DirectoryId} was asked)"));
    }

    /// <summary>The record that a text names: its id, an account, a user name, an external id or an e-mail address, in this order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.ScimUserNotFound"/> or <see cref="ErrorCode.AmbiguousIdentity"/>, among others.</exception>
    public async Task<ScimUser> FindAsync(string text, CancellationToken cancellationToken = default)
    {
        if (AccountIdForm.IsMatch(text))
            return await FindByAccountAsync(text, email: null, cancellationToken).ConfigureAwait(false);
        if (Guid.TryParse(text, out _) && await ByIdAsync(text, cancellationToken).ConfigureAwait(false) is { } own)
            return own;
        ScimUser? named = await OneAsync(ScimFilter.UserName(text), text, cancellationToken).ConfigureAwait(false)
            ?? await OneAsync(ScimFilter.ExternalId(text), text, cancellationToken).ConfigureAwait(false);
        bool isAddress = text.IndexOf('@') > 0;
        if (named is not null)
            return isAddress ? await AloneAsync(named, text, cancellationToken).ConfigureAwait(false) : named;
        if (isAddress)
            return await FindByEmailAsync(text, cancellationToken).ConfigureAwait(false);
        throw NotHere(text, "no record has this id, user name or external id");
    }

    private async Task<ScimUser> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        List<ScimLink> here = await LinksOfAddressAsync(email, cancellationToken).ConfigureAwait(false);
        return here.Count switch
        {
            1 => await _records.GetAsync(here[0].ScimUserId, cancellationToken).ConfigureAwait(false),
            0 => throw NotHere(email, "no record has this user name, external id or e-mail address"),
            _ => throw Several(email, here.Select(l => l.ScimUserId)),
        };
    }

    /// <summary>A record whose user name or external id is an address, unless that is the address of another one.</summary>
    private async Task<ScimUser> AloneAsync(ScimUser named, string email, CancellationToken cancellationToken)
    {
        if (named.Emails.Any(own => string.Equals(own.Value, email, StringComparison.OrdinalIgnoreCase)))
            return named;
        List<string> others = (await LinksOfAddressAsync(email, cancellationToken).ConfigureAwait(false))
            .Select(link => link.ScimUserId)
            .Where(id => !string.Equals(id, named.ScimUserId, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return others.Count == 0 ? named : throw Several(email, others.Prepend(named.ScimUserId));
    }

    private async Task<List<ScimLink>> LinksOfAddressAsync(string email, CancellationToken cancellationToken)
    {
        try
        {
            return (await _links.FindLinksAsync(email, cancellationToken).ConfigureAwait(false)).Where(IsHere).ToList();
        }
        catch (AdminException e) when (e.HttpStatus == 404)
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<ScimLink>> LinksAsync(string accountId, CancellationToken cancellationToken)
    {
        try
        {
            return await _links.GetLinksAsync(accountId, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.HttpStatus == 404)
        {
            // Whether "no link" is an empty list or a 404 is not documented.
            return [];
        }
    }

    private async Task<ScimUser?> ByIdAsync(string scimUserId, CancellationToken cancellationToken)
    {
        try
        {
            return await _records.GetAsync(scimUserId, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Code == ErrorCode.ScimUserNotFound)
        {
            // A user name, or an external id, may have the same form.
            return null;
        }
    }

    private async Task<ScimUser?> OneAsync(ScimFilter filter, string text, CancellationToken cancellationToken)
    {
        List<ScimUser> found = await Paging.ToListAsync(_records.ListAsync(filter, cancellationToken)).ConfigureAwait(false);
        return found.Count switch
        {
            0 => null,
            1 => found[0],
            _ => throw Several(text, found.Select(u => u.ScimUserId)),
        };
    }

    private bool IsHere(ScimLink link) => string.Equals(link.ScimDirectoryId, _records.DirectoryId, StringComparison.OrdinalIgnoreCase);

    private AdminException NotHere(string text, string detail) =>
        new(ErrorCode.ScimUserNotFound, ("account", text), ("detail", $"{detail} (directory {_records.DirectoryId} was asked)"));

    private static AdminException Several(string text, IEnumerable<string> ids) =>
        new(ErrorCode.AmbiguousIdentity, ("detail", $"{text} stands for several SCIM users: {string.Join(", ", ids)}"));
}
