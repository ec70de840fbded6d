using System.Collections;
using System.Management.Automation.Language;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Completes the tokens of the person that is named on the same line, as far as the service tells them in time.</summary>
public sealed class TokenIdCompleter : IArgumentCompleter
{
    // Nobody waits longer for a Tab.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        AtlassianConnection? connection = fakeBoundParameters["Connection"] is { } named
            ? named as AtlassianConnection ?? RunspaceState.Latest?.Find(named.ToString())
            : RunspaceState.Latest?.CurrentConnection;
        using IDisposable? lease = connection?.Lifetime.TryLease();
        if (lease is null || fakeBoundParameters["Identity"] is not { } identity)
            return [];

        using var patience = new CancellationTokenSource(Patience);
        Task<IReadOnlyList<UserApiToken>> tokens = Task.Run(() => ReadAsync(connection!.Client, new UserIdentity(identity), patience.Token));
        try
        {
            return tokens.Wait(Patience) ? Completions.Of(wordToComplete, tokens.Result.Select(t => (t.TokenId, t.Label ?? ""))).ToList() : [];
        }
        catch (AggregateException)
        {
            // Nothing to offer; the command itself will say why.
            return [];
        }
    }

    private static async Task<IReadOnlyList<UserApiToken>> ReadAsync(AdminClient client, UserIdentity identity, CancellationToken cancellationToken)
    {
        IReadOnlyList<ResolvedIdentity> person = await IdentityResolver.ResolveAsync(client, [identity], cancellationToken).ConfigureAwait(false);
        return person[0].Target is { } target
            ? await client.Accounts.GetApiTokensAsync(target.AccountId, cancellationToken).ConfigureAwait(false)
            : throw new AdminException(ErrorCode.InvalidIdentity);
    }
}
