using System;
using System.Management.Automation;
using System.Net;

namespace AtlassianAdmin.Connections;

/// <summary>Makes the proxy that the proxy parameters mean, as Invoke-RestMethod takes them.</summary>
internal static class ProxySettings
{
    /// <summary>The proxy; null for the system's.</summary>
    public static IWebProxy? Of(Uri? proxy, PSCredential? credential, bool useDefaultCredentials) => proxy is null ? null : new WebProxy(proxy)
    {
        // Not UseDefaultCredentials: setting that to false would take the credential away again.
        Credentials = credential?.GetNetworkCredential() ?? (useDefaultCredentials ? CredentialCache.DefaultCredentials : null),
    };
}
