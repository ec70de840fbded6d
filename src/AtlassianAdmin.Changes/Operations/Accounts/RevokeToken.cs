using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Revokes one API token of an account.</summary>
/// <param name="TokenId">The token.</param>
/// <param name="Label">Its label; null when it is known by its id alone, which may be a slip.</param>
/// <param name="Listed">True when the service listed it: one that is gone by now is what was wanted.</param>
public sealed record RevokeToken(string TokenId, string? Label = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Listed = false) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new RevokeTokenOperation(this, subject, clients);
}

/// <summary>Whether an API token is there. The service lists only those that are.</summary>
/// <param name="IsPresent">True when it is listed.</param>
public sealed record TokenState(bool IsPresent) : State
{
    private protected override string Text => IsPresent ? "present" : "revoked";
}

internal sealed class RevokeTokenOperation(RevokeToken spec, Subject subject, ConnectedClients clients) : AccountOperation<TokenState>(spec, subject, clients)
{
    public override string Action => "RevokeToken";

    public override string Gerund => "revoking API tokens";

    public override string Target => spec.Label is { Length: > 0 } label ? label : spec.TokenId;

    public override string TargetId => spec.TokenId;

    public override string Effect => $"Revoke the API token {Target}";

    private protected override string Privilege => AtlassianAdmin.Client.Accounts.Privilege.ApiTokenDelete;

    // The last two would climb out of the path of a request.
    internal override AdminException? Violation => spec.TokenId is "" or "." or ".." ? NotFound($"'{spec.TokenId}'") : base.Violation;

    private protected override async Task<TokenState> ReadStateAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<UserApiToken> tokens = await Accounts.GetApiTokensAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false);
        return StateIn(tokens);
    }

    private protected override async Task<int> SendAsync(TokenState? before, CancellationToken cancellationToken)
    {
        try
        {
            bool isListed = spec.Listed || before is { IsPresent: true };
            return await Accounts.RevokeApiTokenAsync(Subject.AccountId, spec.TokenId, isListed, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Code == ErrorCode.TokenNotFound)
        {
            // Gone is what was wanted: by a request of ours that was lost, or else somebody revoked it in the meantime.
            if (spec.Listed)
                return e.IsAmbiguous ? e.Attempts : throw e.As(ErrorCode.Conflict);
            // The refusal does not say which token was meant.
            throw e.With(("detail", spec.TokenId));
        }
    }

    private protected override bool IsReached(TokenState state) => !state.IsPresent;

    // One token that is not there may be a slip of the caller.
    private protected override bool IsDoneBefore(TokenState state) => spec.Listed && IsReached(state);

    private protected override AdminException? ViolationIn(TokenState state) => IsReached(state) && !spec.Listed ? NotFound(spec.TokenId) : null;

    private protected override Inverse InverseTo(TokenState before) => InverseWithoutState();

    private protected override Inverse InverseWithoutState() => Inverse.None("a revoked API token is gone for good, and only its owner can make a new one");

    internal TokenState StateIn(IReadOnlyList<UserApiToken> tokens) => new(tokens.Any(t => string.Equals(t.TokenId, spec.TokenId, StringComparison.Ordinal)));

    private AdminException NotFound(string detail) => new(ErrorCode.TokenNotFound, ("account", Subject.Who), ("detail", detail));
}
