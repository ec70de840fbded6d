using System.Net.Http;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Client;

/// <summary>
/// One Jira site, with a user's own API token: one property per family. Source: Jira Cloud v3 document; reference 6. Safe to
/// use from many threads at once.
/// </summary>
public sealed class SiteClient : IDisposable
{
    private readonly HttpPipeline _pipeline;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <param name="options">
    /// How to reach the site: its own address, or its gateway (<see cref="SiteAddress.Gateway"/>) for a token with scopes; the
    /// key is the API token.
    /// </param>
    /// <param name="email">The e-mail address of the token's owner.</param>
    /// <param name="host">The host by which people know the site, for error texts; null for that of the address.</param>
    public SiteClient(AdminClientOptions options, string email, string? host = null)
    {
        Options = options ?? throw new ArgumentNullException(nameof(options));
        Email = email ?? throw new ArgumentNullException(nameof(email));
        Host = host ?? options.BaseUri.Authority;
        _pipeline = new HttpPipeline(options, options.TransportSettings(Host), email);
        var scope = new SiteScope(_pipeline.Transport);
        Users = new SiteUsersClient(_pipeline.Transport, scope);
        Groups = new SiteGroupsClient(_pipeline.Transport, scope);
    }

    /// <summary>How the site is reached.</summary>
    public AdminClientOptions Options { get; }

    /// <summary>The e-mail address of the token's owner.</summary>
    public string Email { get; }

    /// <summary>The host by which people know the site.</summary>
    public string Host { get; }

    /// <summary>The people of the site.</summary>
    public SiteUsersClient Users { get; }

    /// <summary>The groups of the site.</summary>
    public SiteGroupsClient Groups { get; }

    /// <summary>Until when the rate limit holds everything back; null when it does not.</summary>
    public DateTimeOffset? WaitingUntil => _pipeline.WaitingUntil;

    /// <summary>Why nothing, or little, is sent now, and until when; null for no reason.</summary>
    internal RateWait? Wait => _pipeline.Wait;

    /// <summary>The id of the site in Atlassian's cloud, asked without any credential.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<string> GetCloudIdAsync(CancellationToken cancellationToken = default)
    {
        TenantInfo tenant = await _pipeline.Transport.ReadAsync<TenantInfo>(
            SiteScope.Request(HttpMethod.Get, "/_edge/tenant_info", RequestEffect.Reads, "reading the id of the site").Anonymously(),
            cancellationToken,
            info => !string.IsNullOrWhiteSpace(info.CloudId)).ConfigureAwait(false);
        return tenant.CloudId!;
    }

    /// <summary>Closes the connections. The token stays the caller's.</summary>
    public void Dispose() => _pipeline.Dispose();
}
