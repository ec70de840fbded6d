using System.Globalization;
using System.Runtime.CompilerServices;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Reviews.Diagnosis;

/// <summary>Looks at everything a connection needs, and does not stop at the first thing that is wrong.</summary>
public sealed class ConnectionDoctor
{
    private const int ShownNames = 5;

    private readonly AdminClient _client;
    private readonly DateTimeOffset? _keyExpiresOn;
    private readonly ScimClient? _scim;

    /// <summary>Makes a doctor.</summary>
    /// <param name="client">The connection's client.</param>
    /// <param name="keyExpiresOn">When the key expires, as it was stored beside the key; null when not known. The service cannot say which of its keys is ours.</param>
    /// <param name="scim">The SCIM directory that belongs to it; null for none.</param>
    public ConnectionDoctor(AdminClient client, DateTimeOffset? keyExpiresOn, ScimClient? scim = null)
    {
        _scim = scim;
        _client = client;
        _keyExpiresOn = keyExpiresOn;
    }

    /// <summary>What there is to say about a key that cannot even be tried.</summary>
    /// <param name="failure">Why not.</param>
    public static ConnectionCheck Unusable(AdminException failure) => Failed("Key usable", failure);

    /// <summary>Runs every check, in an order that explains later ones by earlier ones.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public async IAsyncEnumerable<ConnectionCheck> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return KeyShape();

        AdminException? failure = null;
        Organization? organization = null;
        try
        {
            organization = await _client.Organizations.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            failure = e;
        }

        bool answered = failure is null || failure.HttpStatus > 0;
        // A service that fails or is busy may not have looked at the key.
        bool judged = answered && failure?.Code is not (ErrorCode.ServiceUnavailable or ErrorCode.RateLimited or ErrorCode.UnexpectedResponse);
        bool accepted = answered && failure?.Definition.Kind != ErrorKind.AuthenticationError;
        yield return Reachable(failure, answered);
        yield return !answered ? Skip("Key accepted", "no answer came")
            : !judged ? Skip("Key accepted", "the answer tells nothing of the key")
            : accepted ? new("Key accepted", CheckStatus.Pass, "Atlassian accepts the key.")
            : await MisplacedKey.ExplainAsync(_client, _scim, Failed("Key accepted", failure!), cancellationToken).ConfigureAwait(false);
        yield return !accepted ? Skip("Organization visible", answered ? "the key was not accepted" : "no answer came")
            : failure is null ? new("Organization visible", CheckStatus.Pass, $"{organization!.Name} ({organization.OrganizationId}).")
            : Failed("Organization visible", failure);

        bool visible = accepted && failure?.Code != ErrorCode.OrganizationNotFound;
        yield return visible ? await DomainsAsync(cancellationToken).ConfigureAwait(false) : Skip("Verified domains", "the organization is not visible");
        yield return visible ? await DirectoriesAsync(cancellationToken).ConfigureAwait(false) : Skip("Directories", "the organization is not visible");
        yield return accepted ? await AccountManagementAsync(cancellationToken).ConfigureAwait(false) : Skip("Account management", answered ? "the key was not accepted" : "no answer came");
        yield return Expiry();
        ConnectionCheck scim = await ScimAsync(_scim, cancellationToken).ConfigureAwait(false);
        yield return scim;
        if (_scim is not null)
            yield return scim.Status == CheckStatus.Pass ? await ScimFeaturesAsync(_scim, cancellationToken).ConfigureAwait(false) : Skip("SCIM features", "the key was not accepted");
    }

    private async Task<ConnectionCheck> ScimAsync(ScimClient? scim, CancellationToken cancellationToken)
    {
        const string Check = "SCIM key accepted";
        if (scim is null)
        {
            return new(
                Check, CheckStatus.Skipped, "No SCIM directory is connected; only accounts that an identity provider owns need one.",
                recommendedAction: new AdminException(ErrorCode.ScimNotConnected).Remedy);
        }

        try
        {
            int? users = await scim.Users.CountAsync(cancellationToken).ConfigureAwait(false);
            string count = users is { } number ? $", with {number.ToString(CultureInfo.InvariantCulture)} users" : "";
            return new(Check, CheckStatus.Pass, $"SCIM directory {scim.DirectoryId} takes the key{count}.");
        }
        catch (AdminException e)
        {
            return await MisplacedKey.ExplainAsync(scim, _client, Failed(Check, e), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What the directory offers. Every change of single attributes is a PATCH: without it nothing but whole records can be written.</summary>
    private static async Task<ConnectionCheck> ScimFeaturesAsync(ScimClient scim, CancellationToken cancellationToken)
    {
        const string Check = "SCIM features";
        try
        {
            ScimServiceConfiguration configuration = await scim.GetConfigurationAsync(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<ScimResourceType> kinds = await scim.GetResourceTypesAsync(cancellationToken).ConfigureAwait(false);
            string records = kinds.Count == 0 ? "" : $" Records: {List(kinds.Select(kind => kind.Name).ToList())}.";
            string page = configuration.LargestPage is { } most ? $" At most {most.ToString(CultureInfo.InvariantCulture)} records a page." : "";
            return configuration.SupportsPatch == false
                ? Warned(Check, ErrorCode.RequestRejected, $"The directory does not change single attributes (PATCH).{records}{page}")
                : new(Check, CheckStatus.Pass, $"{(configuration.ToString() is { Length: > 0 } features ? features : "None is told")}.{records}{page}");
        }
        catch (AdminException e)
        {
            // The directory works without telling what it can do.
            return Failed(Check, e, CheckStatus.Warn);
        }
    }

    private ConnectionCheck KeyShape() => _client.Options.Key.Shape switch
    {
        ApiKeyShape.AdminKey => new("Key shape", CheckStatus.Pass, "It looks like an organization's admin API key (a hint only)."),
        ApiKeyShape.PersonalToken => Warned("Key shape", ErrorCode.PersonalTokenUsed, "It looks like a user's personal API token (it begins with ATATT), which the admin API does not take."),
        ApiKeyShape.BitbucketAppPassword => Warned("Key shape", ErrorCode.KeyRejected, "It looks like a Bitbucket app password (it begins with ATBB), which the admin API does not take."),
        _ => new("Key shape", CheckStatus.Pass, "Of no known shape; that alone means nothing."),
    };

    private ConnectionCheck Reachable(AdminException? failure, bool answered)
    {
        Uri address = _client.Options.BaseUri;
        string where = address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        if (_client.Options.Network is not null)
            return new("Host reachable", CheckStatus.Pass, "Simulated inside this process: no network is used.");
        return answered
            ? new("Host reachable", CheckStatus.Pass, address.Scheme == Uri.UriSchemeHttps ? $"{where} answers over TLS." : $"{where} answers (this machine, without TLS).")
            : Failed("Host reachable", failure!);
    }

    private async Task<ConnectionCheck> DomainsAsync(CancellationToken cancellationToken)
    {
        const string Check = "Verified domains";
        try
        {
            List<Domain> domains = await Paging.ToListAsync(_client.Organizations.GetDomainsAsync(cancellationToken)).ConfigureAwait(false);
            List<string> verified = domains.Where(d => d.IsVerified).Select(d => d.Name ?? d.DomainId).ToList();
            List<string> others = domains.Where(d => !d.IsVerified).Select(d => $"{d.Name} ({d.ClaimStatus})").ToList();
            string rest = others.Count == 0 ? "" : $" Not verified: {List(others)}.";
            return verified.Count == 0
                ? Warned(Check, ErrorCode.DomainNotVerified, "None, so the organization manages no accounts." + rest)
                : new(Check, CheckStatus.Pass, $"{List(verified)}.{rest}");
        }
        catch (AdminException e)
        {
            return Failed(Check, e, IsScope(e) ? CheckStatus.Warn : CheckStatus.Fail);
        }
    }

    private async Task<ConnectionCheck> DirectoriesAsync(CancellationToken cancellationToken)
    {
        const string Check = "Directories";
        try
        {
            List<Directory> directories = await Paging.ToListAsync(_client.Organizations.GetDirectoriesAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
            return directories.Count == 0
                ? Warned(Check, ErrorCode.DirectoryNotFound, "None is visible to this key.")
                : new(Check, CheckStatus.Pass, $"{List(directories.Select(d => d.Name ?? d.DirectoryId).ToList())}.");
        }
        catch (AdminException e)
        {
            return Failed(Check, e, IsScope(e) ? CheckStatus.Warn : CheckStatus.Fail);
        }
    }

    private async Task<ConnectionCheck> AccountManagementAsync(CancellationToken cancellationToken)
    {
        const string Check = "Account management";
        try
        {
            await _client.Accounts.ProveAccessAsync(cancellationToken).ConfigureAwait(false);
            return new(Check, CheckStatus.Pass, "Allowed: the key has no scopes.");
        }
        catch (AdminException e)
        {
            return Failed(Check, e);
        }
    }

    private ConnectionCheck Expiry()
    {
        const string Check = "Key expiry";
        if (_keyExpiresOn is not { } expiry)
        {
            return new(
                Check, CheckStatus.Skipped, "Not known: Atlassian does not tell which of its keys this is.",
                recommendedAction: "Keep the date beside the key: Set-AtlassianAdminKey -ExpiresOn <date>.");
        }

        TimeSpan left = expiry - _client.Options.Clock.GetUtcNow();
        string on = expiry.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string expires = left <= TimeSpan.FromDays(1)
            ? $"Expires on {on}, within a day."
            : $"Expires on {on}, in {Math.Floor(left.TotalDays).ToString(CultureInfo.InvariantCulture)} days.";
        const string Rotate = "Create a new key at admin.atlassian.com > Organization settings > API keys, then run Update-AtlassianAdminKey.";
        return left <= TimeSpan.Zero ? new(Check, CheckStatus.Fail, $"Expired on {on}.", ErrorCode.KeyRejected, Rotate)
            : left <= TimeSpan.FromDays(30) ? new(Check, CheckStatus.Warn, expires, recommendedAction: Rotate)
            : new(Check, CheckStatus.Pass, expires);
    }

    private static ConnectionCheck Failed(string check, AdminException failure, CheckStatus status = CheckStatus.Fail) =>
        new(check, status, failure.Message, failure.Code, failure.Remedy);

    private static ConnectionCheck Warned(string check, string code, string detail) =>
        new(check, CheckStatus.Warn, detail, code, new AdminException(code).Remedy);

    private static ConnectionCheck Skip(string check, string why) => new(check, CheckStatus.Skipped, $"Not looked at: {why}.");

    private static bool IsScope(AdminException failure) => failure.Code is ErrorCode.KeyLacksScope or ErrorCode.NotOrganizationAdmin;

    private static string List(List<string> names) =>
        names.Count <= ShownNames
            ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(ShownNames))} and {names.Count - ShownNames} more";
}
