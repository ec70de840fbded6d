using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Sets the e-mail address.</summary>
/// <param name="NewEmail">The address to set.</param>
public sealed record SetEmail(string NewEmail) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new SetEmailOperation(this, subject, clients);
}

/// <summary>The e-mail address of an account.</summary>
/// <param name="Address">The address; null when hidden.</param>
public sealed record AddressState(string? Address) : State
{
    /// <summary>The status of the account, such as <c>active</c>; null when it was not told.</summary>
    public string? Status { get; init; }

    private protected override string Text => Address ?? "";
}

internal sealed class SetEmailOperation(SetEmail spec, Subject subject, ConnectedClients clients) : AccountOperation<AddressState>(spec, subject, clients)
{
    // Source: user-management document, partMaxLength.
    private const int LongestPart = 255;

    public override string Action => "SetEmail";

    public override string Gerund => "changing the e-mail address";

    public override string Target => spec.NewEmail;

    public override string Effect => $"Set the e-mail address to {spec.NewEmail}";

    private protected override string Privilege => AtlassianAdmin.Client.Accounts.Privilege.EmailSet;

    private protected override string ScimCommand => $"Set-AtlassianScimUser -Identity {{0}} -Email {spec.NewEmail}";

    // A blank cell of a list; what else an address must be, the service says.
    internal override AdminException? Violation => spec.NewEmail.Length > 0
        ? base.Violation
        : new AdminException(ErrorCode.InvalidField, ("field", "NewEmail"), ("detail", "it is empty"));

    internal override string? ExclusiveTarget => spec.NewEmail;

    internal override string? FreedFrom(State? before) => (before as AddressState)?.Address;

    internal override string EffectFrom(State? seen) => seen is AddressState { Address: { } address } ? $"{Effect} ({address} now)" : Effect;

    internal override async Task<AdminException?> PreviewAsync(State? before, CancellationToken cancellationToken)
    {
        if (ProblemOf(spec.NewEmail) is { } problem)
            return new AdminException(ErrorCode.InvalidField, ("field", $"NewEmail {spec.NewEmail}"), ("detail", problem));
        if (await VerifiedDomains.ViolationAsync(Clients, spec.NewEmail, cancellationToken).ConfigureAwait(false) is { } violation)
            return violation;
        User? holder = await HolderAsync(cancellationToken).ConfigureAwait(false);
        HolderId = holder?.AccountId;
        return holder is not null && !await IsGivenUpAsync(holder.AccountId).ConfigureAwait(false)
            ? WithHolder(new AdminException(ErrorCode.InvalidField, ("field", "NewEmail"), ("detail", $"{spec.NewEmail} belongs to {NameOf(holder)}")), holder)
            : null;
    }

    internal override async Task<AdminException> GuideAsync(AdminException refusal, string? email, CancellationToken cancellationToken)
    {
        // The documents do not say how an address in use is refused.
        if (refusal.Code is not (ErrorCode.InvalidField or ErrorCode.Conflict or ErrorCode.RequestRejected))
            return await base.GuideAsync(refusal, email, cancellationToken).ConfigureAwait(false);
        if (refusal.Code == ErrorCode.InvalidField)
            refusal = refusal.With(("field", $"NewEmail {spec.NewEmail}"));
        try
        {
            return await HolderAsync(cancellationToken).ConfigureAwait(false) is { } holder ? WithHolder(refusal, holder) : refusal;
        }
        catch (Exception e) when (e is AdminException or OperationCanceledException)
        {
            // The refusal stands without the name of the holder.
            return refusal;
        }
    }

    /// <summary>What the vendor's document does not let an address be; null for nothing.</summary>
    internal static string? ProblemOf(string email)
    {
        int at = email.LastIndexOf('@');
        if (at <= 0 || at == email.Length - 1 || email.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return "it is not a whole e-mail address";
        return at > LongestPart || email.Substring(at + 1).Split('.').Any(part => part.Length > LongestPart) ? $"a part of it has more than {LongestPart} characters" : null;
    }

    private async Task<User?> HolderAsync(CancellationToken cancellationToken) =>
        (await Clients.Organization.Users.FindByEmailAsync([spec.NewEmail], cancellationToken).ConfigureAwait(false))[spec.NewEmail]
            .FirstOrDefault(u => u.AccountId != Subject.AccountId);

    private static string NameOf(User holder) => $"the account {holder.AccountId}{(holder.Name is { } name ? $" ({name})" : "")}";

    private AdminException WithHolder(AdminException refusal, User holder)
    {
        string name = NameOf(holder);
        return refusal.WithRemedy(
            $"{char.ToUpperInvariant(name[0])}{name.Substring(1)} has {spec.NewEmail}. To free it, give that account another address first: Set-AtlassianUserEmail {holder.AccountId} -NewEmail <another address>.");
    }

    private protected override async Task<AddressState> ReadStateAsync(CancellationToken cancellationToken)
    {
        UserProfile profile = await Accounts.GetProfileAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false);
        return new AddressState(profile.Email) { Status = profile.AccountStatus, Email = profile.Email, Name = profile.Name };
    }

    private protected override Task<int> SendAsync(AddressState? before, CancellationToken cancellationToken) =>
        Accounts.SetEmailAsync(Subject.AccountId, spec.NewEmail, cancellationToken);

    private protected override bool IsReached(AddressState state) => string.Equals(state.Address, spec.NewEmail, StringComparison.OrdinalIgnoreCase);

    private protected override bool IsClosed(AddressState state) => state.Status == AccountState.Closed;

    private protected override Inverse InverseTo(AddressState before) =>
        before.Address is { } address ? Inverse.Of(new SetEmail(address)) : Inverse.None("the address before was hidden");

    private protected override bool IsStillOurs(AddressState now, AddressState before, AddressState? after) =>
        IsReached(now) || string.Equals(now.Address, before.Address, StringComparison.OrdinalIgnoreCase);
}
