using AtlassianAdmin.Client.ApiAccess;

namespace AtlassianAdmin.Changes.Operations.ApiAccess;

/// <summary>Revoking an admin API key. The service lists only the keys that are left: one that is not listed was revoked, or never was.</summary>
public sealed class ApiKeyOperation : ChangeOperation
{
    private readonly string _apiKeyId;
    private readonly string? _label;

    /// <summary>Makes the operation.</summary>
    /// <param name="apiKeyId">The key.</param>
    /// <param name="label">The label under which it was listed; null when it is known by its id alone, which may be a slip.</param>
    public ApiKeyOperation(string apiKeyId, string? label)
    {
        _apiKeyId = apiKeyId;
        _label = label;
    }

    /// <inheritdoc/>
    public override string Action => "RevokeApiKey";

    /// <inheritdoc/>
    public override string Gerund => "revoking";

    /// <inheritdoc/>
    public override string Route => "Organization";

    internal override IReadOnlyDictionary<string, string?> Details => new Dictionary<string, string?> { [ChangeDetail.ApiKeyId] = _apiKeyId };

    internal override Change NewChange(string input, string organization) => new ApiKeyChange(input, Action, organization) { Route = Route, Details = Details };

    // The last two would climb out of the path of a request.
    internal override AdminException? Fault => _apiKeyId is "" or "." or ".." ? NotFound() : null;

    internal override async Task<AccountState> ReadAsync(AdminClient client, string apiKeyId, CancellationToken cancellationToken)
    {
        string? label = null;
        bool isThere = false;
        await foreach (OrganizationApiKey key in client.ApiAccess.GetKeysAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (!string.Equals(key.ApiKeyId, apiKeyId, StringComparison.Ordinal))
                continue;
            isThere = true;
            label = key.Label;
        }

        return AccountState.Of(isThere, "present", "revoked", label);
    }

    internal override Task<int> SendAsync(AdminClient client, string apiKeyId, AccountState? before, CancellationToken cancellationToken) =>
        client.ApiAccess.RevokeKeyAsync(apiKeyId, cancellationToken);

    internal override bool IsReached(AccountState state) => state.IsThere == false;

    internal override bool IsDoneBefore(AccountState state) => _label is not null && IsReached(state);

    internal override AdminException? Objection(AccountState state, string apiKeyId) => IsReached(state) ? NotFound() : null;

    private AdminException NotFound() => new(ErrorCode.ApiKeyNotFound, ("detail", _apiKeyId));
}
