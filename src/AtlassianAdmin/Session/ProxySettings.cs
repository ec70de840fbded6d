using System.Net;

namespace AtlassianAdmin.Session;

/// <summary>Makes the proxy that the proxy parameters mean, as Invoke-RestMethod takes them.</summary>
internal static class ProxySettings
{
    /// <summary>Refuses what is no whole address.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.ParameterOutOfRange"/>.</exception>
    public static void Check(Uri? proxy)
    {
        if (proxy is { IsAbsoluteUri: false })
            throw new AdminException(ErrorCode.ParameterOutOfRange, ("field", "-Proxy"), ("detail", "it takes a whole address, such as http://proxy.example.com:8080"));
    }

    /// <summary>The proxy; null for the system's.</summary>
    public static IWebProxy? Of(Uri? proxy, PSCredential? credential, bool useDefaultCredentials) => proxy is null ? null : new WebProxy(proxy)
    {
        // Not UseDefaultCredentials: setting that to false would take the credential away again.
        Credentials = credential?.GetNetworkCredential() ?? (useDefaultCredentials ? CredentialCache.DefaultCredentials : null),
    };
}
