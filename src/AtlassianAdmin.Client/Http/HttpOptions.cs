using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Text;

namespace AtlassianAdmin.Client.Http;

/// <summary>How requests reach the service: its address, the key, the limits, the proxy.</summary>
public abstract class HttpOptions
{
    /// <summary>Where Atlassian's admin API lives.</summary>
    public static Uri AtlassianUri { get; } = new("https://api.atlassian.com/");

    private static string Version { get; } = typeof(HttpOptions).Assembly.GetName().Version.ToString(3);

    /// <summary>Makes options.</summary>
    /// <param name="key">The key. The client does not dispose it.</param>
    /// <param name="baseUri">https, or http to this machine; null for Atlassian.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.InsecureAddress"/> when the key would travel in the open.</exception>
    private protected HttpOptions(ApiKey key, Uri? baseUri)
    {
        Key = key ?? throw new ArgumentNullException(nameof(key));
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
        var comment = new StringBuilder(host.Length);
        foreach (char c in host)
        {
            if (c is >= ' ' and <= '~' and not ('(' or ')' or '\\'))
                comment.Append(c);
        }

        return $"AtlassianAdmin/{Version} ({comment})";
    }

    /// <summary>The key: an organization's admin key, the one of a SCIM directory, or a user's API token for a site.</summary>
    public ApiKey Key { get; }

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
        get => OwnUserAgent ?? HostUserAgent ?? UserAgentOf(RuntimeInformation.FrameworkDescription);
        init => OwnUserAgent = value;
    }

    /// <summary>The same for all clients of this process, once a host has named itself; null before.</summary>
    internal static string? HostUserAgent { get; set; }

    /// <summary>The sender that these options name; null for that of the host, which may name itself later.</summary>
    private protected string? OwnUserAgent { get; init; }

    /// <summary>The time; replaced in tests.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Makes the innermost handler in place of the network, such as a simulated organization; null for the network.</summary>
    public Func<HttpMessageHandler>? Network { get; init; }

    /// <summary>Draws the jitter of back-off, from 0 to 1; replaced where a run has to repeat itself. Null for chance.</summary>
    internal Func<double>? Jitter { get; init; }

    // What stands before an @ may be a password.
    private static string? Shown(string text) => text.IndexOf('@') >= 0 || text.IndexOf("%40", StringComparison.Ordinal) >= 0 ? null : text;
}
