using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client;

/// <summary>How an <see cref="AdminClient"/> reaches an organization.</summary>
public sealed class AdminClientOptions
{
    // Null for that of the host, which may name itself later.
    private string? _userAgent;

    /// <summary>Where Atlassian's admin API lives.</summary>
    public static Uri AtlassianUri { get; } = new("https://api.atlassian.com/");

    private static string Version { get; } = typeof(AdminClientOptions).Assembly.GetName().Version.ToString(3);

    /// <summary>Makes options.</summary>
    /// <param name="key">The admin key. The client does not dispose it.</param>
    /// <param name="organizationId">The organization; null when it is to be discovered.</param>
    /// <param name="baseUri">https, or http to this machine; null for Atlassian.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.InsecureAddress"/> when the key would travel in the open.</exception>
    public AdminClientOptions(ApiKey key, string? organizationId = null, Uri? baseUri = null)
    {
        Key = key ?? throw new ArgumentNullException(nameof(key));
        OrganizationId = organizationId;
        BaseUri = baseUri ?? AtlassianUri;
        bool safe = BaseUri.IsAbsoluteUri
            && (BaseUri.Scheme == Uri.UriSchemeHttps || (BaseUri.Scheme == Uri.UriSchemeHttp && BaseUri.IsLoopback));
        if (!safe)
            throw new AdminException(ErrorCode.InsecureAddress, ("address", BaseUri.IsAbsoluteUri ? BaseUri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : Shown(BaseUri.OriginalString)));
        if (BaseUri.UserInfo.Length > 0)
            throw new AdminException(ErrorCode.ParameterOutOfRange, ("field", "The address of the service"), ("detail", "it takes no user name and no password"));
    }

    /// <summary>The User-Agent of this library inside a host.</summary>
    /// <param name="host">The host and its version, such as <c>PowerShell 7.6.9</c>.</param>
    public static string UserAgentOf(string host)
    {
        if (host is null)
            throw new ArgumentNullException(nameof(host));
        // A comment of HTTP ends at a parenthesis, and a header is ASCII.
        string comment = new(host.Where(c => c is >= ' ' and <= '~' and not ('(' or ')' or '\\')).ToArray());
        return $"AtlassianAdmin/{Version} ({comment})";
    }

    /// <summary>The same way to the service with another credential, such as the key of a SCIM directory.</summary>
    /// <param name="key">The other key. The client does not dispose it.</param>
    public AdminClientOptions With(ApiKey key) => Copy(key, Proxy, ProxyUseDefaultCredentials);

    /// <summary>The same way to the service through another proxy.</summary>
    /// <param name="proxy">The proxy; null for the system's.</param>
    /// <param name="useDefaultCredentials">True to sign in to the system's proxy as the current user.</param>
    public AdminClientOptions Through(IWebProxy? proxy, bool useDefaultCredentials) => Copy(Key, proxy, useDefaultCredentials);

    /// <summary>The key: an organization's admin key, or the one of a SCIM directory for a <see cref="Provisioning.ScimClient"/>.</summary>
    public ApiKey Key { get; }

    /// <summary>The organization's id; null while unknown.</summary>
    public string? OrganizationId { get; }

    /// <summary>Where objects of this organization come from; null while the organization is unknown.</summary>
    internal OrganizationOrigin? Origin => OrganizationId is null ? null : field ??= new OrganizationOrigin(OrganizationId, BaseUri);

    /// <summary>The address that every request goes to.</summary>
    public Uri BaseUri { get; }

    /// <summary>Requests in flight at once. Default 8.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>The longest wait for the rate limit before a request fails with <see cref="ErrorCode.RateLimited"/>. Default 900 s.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(900);

    /// <summary>The longest time one attempt may take. Default 100 s.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The proxy; null for the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>True to sign in to the system's proxy as the current user.</summary>
    public bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>How the requests name their sender, as the User-Agent header has it. By default this library and the .NET that it runs on.</summary>
    public string UserAgent
    {
        get => _userAgent ?? HostUserAgent ?? UserAgentOf(RuntimeInformation.FrameworkDescription);
        init => _userAgent = value;
    }

    /// <summary>The same for all clients of this process, once a host has named itself; null before.</summary>
    internal static string? HostUserAgent { get; set; }

    /// <summary>The time; replaced in tests.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Makes the innermost handler in place of the network, such as a simulated organization; null for the network.</summary>
    public Func<HttpMessageHandler>? Network { get; init; }

    // What stands before an @ may be a password.
    private static string? Shown(string text) => text.IndexOf('@') >= 0 || text.IndexOf("%40", StringComparison.Ordinal) >= 0 ? null : text;

    private AdminClientOptions Copy(ApiKey key, IWebProxy? proxy, bool useDefaultCredentials) => new(key, OrganizationId, BaseUri)
    {
        ThrottleLimit = ThrottleLimit,
        MaxWait = MaxWait,
        AttemptTimeout = AttemptTimeout,
        _userAgent = _userAgent,
        Proxy = proxy,
        ProxyUseDefaultCredentials = useDefaultCredentials,
        Clock = Clock,
        Network = Network,
    };
}
