using AtlassianAdmin.Changes.Reading;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Running;

/// <summary>What was sent and accepted, and still has to be read back.</summary>
internal abstract class OpenProof
{
    /// <summary>Whose page would prove it; with the address as it was read before.</summary>
    public abstract (string AccountId, string? Email) Person { get; }

    /// <summary>What a page of the search must be asked for; null where no page proves it.</summary>
    public virtual IReadOnlyList<string>? Parts => null;

    /// <summary>What proves it by the list of all API tokens; null where that list does not.</summary>
    public virtual TokenProofs? Tokens => null;

    /// <summary>Proves it by what was read for many people, where that shows the wanted state; otherwise by reading it directly, and patiently.</summary>
    /// <param name="page">The person as a page of the search shows them; null where none does.</param>
    /// <param name="tokens">The list of all API tokens; null where it was not read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public abstract Task CloseAsync(User? page, TokenList? tokens, CancellationToken cancellationToken);
}
