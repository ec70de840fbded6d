using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Changes.Operations;

/// <summary>One kind of change to one thing, an account or a group or a key: how it is sent, and how the state tells whether it is done.</summary>
public abstract class ChangeOperation
{
    /// <summary>The word in change objects, such as <c>Disable</c>.</summary>
    public abstract string Action { get; }

    /// <summary>The words in sentences, such as <c>disabling</c>.</summary>
    public abstract string Gerund { get; }

    /// <summary>Which privilege the service asks for (<see cref="Client.Accounts.Privilege"/>); null where it knows none, as in directories and groups.</summary>
    public virtual string? Privilege => null;

    /// <summary>Which way the change goes, as change objects tell it.</summary>
    public virtual string Route => "Account";

    /// <summary>What is asked beyond the person, by name, so that a journal can tell it and an undo can reverse it.</summary>
    internal virtual IReadOnlyDictionary<string, string?> Details => NoDetails;

    /// <summary>Nothing beyond the person.</summary>
    internal static IReadOnlyDictionary<string, string?> NoDetails { get; } = new Dictionary<string, string?>();

    /// <summary>Whether it is a person that changes, for whom <c>-MaxChanges</c> and <c>-ProtectedIdentity</c> are meant.</summary>
    internal virtual bool ChangesPerson => false;

    /// <summary>What is wrong with what is asked, whoever it is for; null when nothing is.</summary>
    internal virtual AdminException? Fault => null;

    /// <summary>True when the state must be read before sending, because what is sent depends on it.</summary>
    internal virtual bool NeedsStateFirst => false;

    /// <summary>An empty change object of this operation.</summary>
    internal virtual Change NewChange(string input, string organization) => new(input, Action, organization) { Route = Route, Details = Details };

    /// <summary>Reads the state that this change is about.</summary>
    internal abstract Task<AccountState> ReadAsync(AdminClient client, string id, CancellationToken cancellationToken);

    /// <summary>Sends the change.</summary>
    /// <param name="client">The client.</param>
    /// <param name="id">The account, the group or the key.</param>
    /// <param name="before">The state before; null when it was not read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often it was sent.</returns>
    internal abstract Task<int> SendAsync(AdminClient client, string id, AccountState? before, CancellationToken cancellationToken);

    /// <summary>True when the state is as wanted.</summary>
    internal abstract bool IsReached(AccountState state);

    /// <summary>How long to wait before each reading again of a state that is not as wanted: it may be a moment old.</summary>
    internal virtual IReadOnlyList<TimeSpan> VerificationDelays { get; } = Seconds(0.5, 1, 2, 4);

    /// <summary>True when the state before leaves nothing to send.</summary>
    internal virtual bool IsDoneBefore(AccountState state) => IsReached(state);

    /// <summary>Why the state rules the change out; null when it does not.</summary>
    internal virtual AdminException? Objection(AccountState state, string id) => null;

    /// <summary>What a refusal means in the light of the state that was read after it; null when it says it best itself.</summary>
    internal virtual AdminException? Explain(AdminException refusal, AccountState state, string id) => null;

    /// <summary>What to tell about a state that is as wanted; null for nothing.</summary>
    internal virtual string? Remark(AccountState state, string id) => null;

    /// <summary>Why the service's permissions rule the change out; null when they do not.</summary>
    internal virtual AdminException? Objection(AccountPermissions permissions, AccountState? before) =>
        Privilege is not null && permissions[Privilege] is { Allowed: false } rule
            ? new AdminException(
                ErrorCatalogue.CodeOfReason(rule.Reason),
                ("account", permissions.AccountId),
                ("action", Gerund),
                ("detail", rule.Reason ?? "no reason was given"))
            : null;

    /// <summary>What else would stand in the way, found out before anything is sent; null for nothing.</summary>
    internal virtual Task<AdminException?> ForeseeAsync(AdminClient client, string id, CancellationToken cancellationToken) =>
        Task.FromResult<AdminException?>(null);

    /// <summary>Another way to the very same end, where this one is refused for such a reason; null when there is none.</summary>
    internal virtual ChangeOperation? Otherwise(AdminException refusal) => null;

    /// <summary>The command that does the same through the identity provider's record, with <c>{0}</c> for the person; null when there is none.</summary>
    internal virtual string? ScimCommand => null;

    private protected static IReadOnlyList<TimeSpan> Seconds(params double[] seconds) => Array.ConvertAll(seconds, TimeSpan.FromSeconds);
}
