using System.Net;

namespace AtlassianAdmin.Client.Http;

/// <summary>
/// The proxy of the system or of the environment. What stands before its host, such as in HTTPS_PROXY=http://user:password@proxy,
/// signs in and is never part of an address, which errors show.
/// </summary>
/// <param name="system">The proxy as the system tells it.</param>
/// <param name="other">Who signs in where the address names nobody; null for whom the system knows.</param>
internal sealed class SystemProxy(IWebProxy system, ICredentials? other) : IWebProxy, ICredentials
{
    private readonly Dictionary<(string Host, int Port), NetworkCredential> _signIns = [];

    public ICredentials? Credentials
    {
        get => this;
        set => throw new NotSupportedException();
    }

    public bool IsBypassed(Uri host) => system.IsBypassed(host);

    public Uri GetProxy(Uri destination)
    {
        Uri address = system.GetProxy(destination)!;
        if (address is not { UserInfo.Length: > 0 })
            return address;
        lock (_signIns)
            _signIns[(address.Host, address.Port)] = SignIn(address.UserInfo);
        return new Uri(address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped));
    }

    /// <summary>Who signs in to a proxy; null for nobody.</summary>
    public NetworkCredential? GetCredential(Uri uri, string authType)
    {
        lock (_signIns)
        {
            if (_signIns.TryGetValue((uri.Host, uri.Port), out NetworkCredential? signIn))
                return signIn;
        }

        return (other ?? system.Credentials)?.GetCredential(uri, authType);
    }

    /// <summary>The sign-in that stands before the host of an address, still escaped.</summary>
    public static NetworkCredential SignIn(string userInfo)
    {
        string[] parts = userInfo.Split([':'], 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : ""));
    }
}
