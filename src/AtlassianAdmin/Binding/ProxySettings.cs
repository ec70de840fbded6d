using System.Net;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Binding;

/// <summary>The proxy that the proxy parameters mean, as Invoke-RestMethod takes them.</summary>
internal sealed class ProxySettings
{
    private ProxySettings(IWebProxy? proxy, bool usesDefaultCredentials)
    {
        Proxy = proxy;
        UsesDefaultCredentials = usesDefaultCredentials;
    }

    /// <summary>The proxy; null for the system's.</summary>
    public IWebProxy? Proxy { get; }

    /// <summary>True to sign in to the system's proxy as the current user.</summary>
    public bool UsesDefaultCredentials { get; }

    /// <param name="address">The address; null for the system's proxy.</param>
    /// <param name="credential">Who signs in to it; without it the user name and the password of the address.</param>
    /// <param name="useDefaultCredentials">True to sign in as the current user.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.ParameterOutOfRange"/> for what is no whole address.</exception>
    public static ProxySettings From(Uri? address, PSCredential? credential, bool useDefaultCredentials)
    {
        if (address is null)
            return new ProxySettings(proxy: null, useDefaultCredentials);
        if (!address.IsAbsoluteUri)
            throw new AdminException(ErrorCode.ParameterOutOfRange, ("field", "-Proxy"), ("detail", "it takes a whole address, such as http://proxy.example.com:8080"));
        ICredentials? signIn = credential?.GetNetworkCredential() ?? (ProxyAddressAttribute.UserInfoOf(address) is { } userInfo ? SystemProxy.SignIn(userInfo) : null)
            ?? (useDefaultCredentials ? CredentialCache.DefaultCredentials : null);
        // Not UseDefaultCredentials: setting that to false would take the credential away again.
        return new ProxySettings(new WebProxy(address) { Credentials = signIn }, useDefaultCredentials);
    }
}
