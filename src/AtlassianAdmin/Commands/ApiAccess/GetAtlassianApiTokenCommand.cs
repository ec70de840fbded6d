using AtlassianAdmin.Client;
using AtlassianAdmin.Client.ApiAccess;

namespace AtlassianAdmin.Commands.ApiAccess;

/// <summary>Gets the API tokens of all managed accounts with their owners; the tokens themselves are never shown by the service.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianApiToken", SupportsPaging = true)]
[OutputType(typeof(ApiToken))]
public sealed class GetAtlassianApiTokenCommand : ConnectedCmdlet
{
    /// <summary>Only the tokens of this person.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity? Identity { get; set; }

    /// <summary>A word to look for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoWildcard]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? SearchTerm { get; set; }

    /// <summary>Only tokens that may be used, or only those that are blocked.</summary>
    [Parameter]
    [ValidateSet("allowed", "blocked")]
    public string? Status { get; set; }

    /// <summary>Only tokens that expire before this moment; those without an end are left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public DateTimeOffset? ExpiresBefore { get; set; }

    /// <summary>Only tokens that were not used since this moment, those never used included.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public DateTimeOffset? UnusedSince { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(Identity)))
        {
            Stream(token => client.ApiAccess.GetTokensAsync(SearchTerm, Status, token), IsInTime);
            return;
        }

        UserIdentity identity = Identity ?? new UserIdentity("");
        ResolvedIdentity person = Run(() => IdentityResolver.ResolveAsync(client, [identity], GiveUp)).Single();
        IdentityWarnings.Note(person);
        if (person.Failure is not null)
        {
            WriteError(person.Failure.ToErrorRecord(this, identity.Input));
            return;
        }

        // The search is by words, so whose token it is gets checked here.
        bool any = false;
        Stream(
            token => client.ApiAccess.GetTokensAsync(SearchTerm ?? person.Target!.Email, Status, token),
            t => string.Equals(t.AccountId, person.Target!.AccountId, StringComparison.Ordinal) && (any = true) && IsInTime(t));
        if (!any)
            WriteMissing(person.Target, input: identity.Input);
    }

    // How the service writes its ranges of dates is not documented well enough to send them: one that it does not know is a 500.
    private bool IsInTime(ApiToken token) =>
        (ExpiresBefore is null || token.ExpiresAt < ExpiresBefore)
        && (UnusedSince is null || token.LastActiveAt is null || token.LastActiveAt < UnusedSince);
}
