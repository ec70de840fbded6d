using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Taking an account and its SCIM records apart, with the admin key.</summary>
public sealed class ScimLinkOperation : AccountOperation
{
    private readonly string? _scimDirectoryId;
    private readonly bool _deletes;

    private ScimLinkOperation(string action, string gerund, string? scimDirectoryId, bool deletes)
    {
        Action = action;
        Gerund = gerund;
        _scimDirectoryId = scimDirectoryId;
        _deletes = deletes;
    }

    /// <inheritdoc/>
    public override string Action { get; }

    /// <inheritdoc/>
    public override string Gerund { get; }

    /// <inheritdoc/>
    public override string Route => "Scim";

    internal override IReadOnlyDictionary<string, string?> Details =>
        _scimDirectoryId is null ? NoDetails : new Dictionary<string, string?> { [ChangeDetail.ScimDirectoryId] = _scimDirectoryId };

    // Which records there are is part of the state.
    internal override bool NeedsStateFirst => !_deletes;

    /// <summary>Unlinks the account from its records; both stay.</summary>
    /// <param name="scimDirectoryId">Only in this SCIM directory; null for all.</param>
    public static ScimLinkOperation Unlink(string? scimDirectoryId) => new("UnlinkScim", "unlinking", scimDirectoryId, deletes: false);

    /// <summary>Deletes the record of the account, for good; the account stays.</summary>
    public static ScimLinkOperation DeleteRecord() => new("DeleteScimRecord", "deleting the SCIM record", scimDirectoryId: null, deletes: true);

    internal override async Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken)
    {
        List<ScimLink> links = (await client.Provisioning.GetLinksAsync(accountId, cancellationToken).ConfigureAwait(false))
            .Where(l => _scimDirectoryId is null || string.Equals(l.ScimDirectoryId, _scimDirectoryId, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return new AccountState(status: null, email: null, name: null, links.Count == 0 ? "unlinked" : "linked") { Links = links };
    }

    internal override async Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken)
    {
        if (_deletes)
            return await client.Provisioning.DeleteRecordAsync(accountId, cancellationToken).ConfigureAwait(false);
        int attempts = 0;
        foreach (ScimLink link in before!.Links!)
            attempts += await client.Provisioning.UnlinkAsync(link.ScimDirectoryId, link.ScimUserId, cancellationToken).ConfigureAwait(false);
        return attempts;
    }

    internal override bool IsReached(AccountState state) => state.Links!.Count == 0;

    internal override AdminException? Objection(AccountState state, string accountId) => null;
}
