using System.Globalization;
using AtlassianAdmin.Changes.Reading;
using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Revokes every API token of an account. There is no call for all: they are listed and revoked one by one.</summary>
public sealed record RevokeAllTokens : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new RevokeAllTokensExpansion(this, subject, clients);
}

/// <summary>How many API tokens an account has.</summary>
/// <param name="Count">The number.</param>
public sealed record TokenListState(int Count) : State
{
    private protected override string Text => Count.ToString(CultureInfo.InvariantCulture);
}

internal sealed class RevokeAllTokensExpansion(RevokeAllTokens spec, Subject subject, ConnectedClients clients) : Expansion(spec, subject)
{
    /// <summary>What a run of many people proves it by; null where each person's own list is read.</summary>
    public TokenProofs? Proofs { get; set; }

    internal override TokenProofs? TokenProofs => Proofs is { CanProve: true } ? Proofs : null;

    private AccountsClient Accounts => clients.Organization.Accounts;

    public override string Action => "RevokeToken";

    public override string Gerund => "revoking API tokens";

    public override string Target => "API tokens";

    public override string Effect => "Revoke every API token";

    internal override string EffectFrom(State? seen) =>
        seen is TokenListState list ? $"{Effect} ({(list.Count == 0 ? "none" : list)} now)" : Effect;

    internal override string Summarize(IReadOnlyList<State> states) =>
        states.Count == 1 && states[0] is TokenListState none ? none.ToString() : states.Count.ToString(CultureInfo.InvariantCulture);

    internal override bool CanBeUndone(State? seen) => false;

    internal override bool IsSettledIn(State state) => state is TokenListState { Count: 0 };

    internal override async Task<Expanded> ExpandAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<UserApiToken> tokens = await Accounts.GetApiTokensAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false);
        Proofs?.Expect(tokens);
        var present = new TokenState(IsPresent: true);
        return new Expanded(tokens
            .Select(t => ((Operation)new RevokeTokenOperation(new RevokeToken(t.TokenId, t.Label, Listed: true), Subject, clients), (State)present)).ToList())
        {
            Nothing = new TokenListState(0),
        };
    }

    internal override async Task<IReadOnlyList<State>> ReadAsync(IReadOnlyList<Operation> operations, CancellationToken cancellationToken)
    {
        IReadOnlyList<UserApiToken> tokens = await Accounts.GetApiTokensAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false);
        return operations.Select(o => (State)((RevokeTokenOperation)o).StateIn(tokens)).ToList();
    }

    internal override IReadOnlyList<State>? ProofIn(TokenList list, IReadOnlyList<Operation> operations) =>
        operations.All(o => Proofs!.Prove(list, Subject.AccountId, o.TargetId!)) ? operations.Select(_ => (State)new TokenState(IsPresent: false)).ToList() : null;
}
