using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Site;

/// <summary>Where a site is, and where its API answers to the two kinds of API token. Source: reference 5 and 6.</summary>
public sealed class SiteAddress
{
    private SiteAddress(Uri uri) => Uri = uri;

    /// <summary>The site itself, where tokens without scopes work.</summary>
    public Uri Uri { get; }

    /// <summary>The host, with the port where that is no usual one.</summary>
    public string Host => Uri.Authority;

    /// <summary>Reads a site as people write it: <c>acme</c>, <c>acme.atlassian.net</c>, or its whole address, of which only the host counts.</summary>
    /// <param name="text">The site.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.SiteNotFound"/> when it is none.</exception>
    public static SiteAddress From(string? text)
    {
        string site = text?.Trim() ?? "";
        string whole = site.Contains("://") ? site : "https://" + site;
        // What stands before an @ may be a password.
        if (site.IndexOf('@') >= 0)
            throw new AdminException(ErrorCode.SiteNotFound, ("site", "that name"), ("detail", "a host name has no user name and no password before it"));
        if (site.Length == 0 || !Uri.TryCreate(whole, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
            throw new AdminException(ErrorCode.SiteNotFound, ("site", site.Length == 0 ? "an empty name" : $"'{Redaction.Scrub(site)}'"), ("detail", "that is no host name"));
        bool isName = address.HostNameType == UriHostNameType.Dns && address.Host.IndexOf('.') < 0 && !address.IsLoopback;
        string host = isName ? address.Host + ".atlassian.net" : address.Host;
        return new SiteAddress(new UriBuilder(address.Scheme, host, address.Port).Uri);
    }

    /// <summary>Where tokens with scopes work: Atlassian's gateway, or the site's own host when that is this machine.</summary>
    /// <param name="cloudId">The id of the site, as <see cref="SiteClient.GetCloudIdAsync"/> tells it.</param>
    public Uri Gateway(string cloudId) =>
        new(Uri.IsLoopback ? Uri : HttpOptions.AtlassianUri, $"ex/jira/{Uri.EscapeDataString(cloudId ?? throw new ArgumentNullException(nameof(cloudId)))}/");

    /// <inheritdoc/>
    public override string ToString() => Host;
}
