using AtlassianAdmin.Client.ApiAccess;

namespace AtlassianAdmin.Changes.Operations.ApiAccess;

/// <summary>Revokes an admin API key. The service lists only the keys that are left: one that is not listed was revoked, or never was.</summary>
/// <param name="ApiKeyId">The key; the key itself is known to nobody here.</param>
/// <param name="Label">The label under which it was listed; null when it is known by its id alone, which may be a slip.</param>
public sealed record RevokeApiKey(string ApiKeyId, string? Label) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new RevokeApiKeyOperation(this, subject, clients);
}

/// <summary>Whether an admin API key is there.</summary>
/// <param name="IsPresent">True when it is listed.</param>
public sealed record ApiKeyState(bool IsPresent) : State
{
    /// <summary>Its label; null when it is not listed.</summary>
    public string? Label { get; init; }

    internal override string? TargetName => Label;

    private protected override string Text => IsPresent ? "present" : "revoked";
}

internal sealed class RevokeApiKeyOperation(RevokeApiKey spec, Subject subject, ConnectedClients clients) : Operation<ApiKeyState>(spec, subject)
{
    private ApiAccessClient ApiAccess => clients.Organization.ApiAccess;

    public override string Action => "RevokeApiKey";

    public override string Gerund => "revoking";

    public override string Route => "Organization";

    public override string Target => spec.Label ?? spec.ApiKeyId;

    public override string TargetId => spec.ApiKeyId;

    public override string Noun => "API key";

    public override Touched Touches => Touched.Nobody;

    public override string Effect => $"Revoke the API key {Target}";

    // The last two would climb out of the path of a request.
    internal override AdminException? Violation => spec.ApiKeyId is "" or "." or ".." ? NotFound() : base.Violation;

    private protected override async Task<ApiKeyState> ReadStateAsync(CancellationToken cancellationToken)
    {
        await foreach (OrganizationApiKey key in ApiAccess.GetKeysAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(key.ApiKeyId, spec.ApiKeyId, StringComparison.Ordinal))
                return new ApiKeyState(IsPresent: true) { Label = key.Label };
        }

        return new ApiKeyState(IsPresent: false);
    }

    private protected override Task<int> SendAsync(ApiKeyState? before, CancellationToken cancellationToken) => ApiAccess.RevokeKeyAsync(spec.ApiKeyId, cancellationToken);

    private protected override bool IsReached(ApiKeyState state) => !state.IsPresent;

    private protected override bool IsDoneBefore(ApiKeyState state) => spec.Label is not null && IsReached(state);

    private protected override AdminException? ViolationIn(ApiKeyState state) => IsReached(state) ? NotFound() : null;

    private protected override Inverse InverseTo(ApiKeyState before) => InverseWithoutState();

    private protected override Inverse InverseWithoutState() => Inverse.None("a revoked API key is gone for good");

    private AdminException NotFound() => new(ErrorCode.ApiKeyNotFound, ("detail", spec.ApiKeyId));
}
