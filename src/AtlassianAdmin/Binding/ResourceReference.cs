using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Binding;

/// <summary>
/// Which product instance is meant: its ARI, a workspace that this module returned, the host of its site, or host and product
/// as in <c>acme.atlassian.net/jira-software</c>. Nothing here throws.
/// </summary>
public sealed class ResourceReference : Reference
{
    /// <summary>An ARI, a host, an address, or host and product.</summary>
    public ResourceReference(string text)
        : base(text) =>
        (Host, Product) = Parse(Text);

    /// <summary>A workspace, or a row with one of the columns ResourceId, Resource, Product.</summary>
    public ResourceReference(object row)
        : base(row, ours => (ours as Workspace)?.ResourceId, "ResourceId", "Resource", "Product") =>
        (Host, Product) = Parse(Text);

    /// <summary>The host; null when the text is an ARI.</summary>
    internal string? Host { get; }

    /// <summary>The product on the host; null when not given.</summary>
    internal string? Product { get; }

    /// <summary>True for the name of a product without a site, such as <c>confluence</c>.</summary>
    internal bool IsProductAlone => Host is { Length: > 0 } host && Product is null && host.IndexOf('.') < 0 && host.IndexOf(':') < 0;

    /// <summary>True when the text is an ARI.</summary>
    internal bool IsResourceId => Text.StartsWith("ari:", StringComparison.OrdinalIgnoreCase);

    private static (string? Host, string? Product) Parse(string text)
    {
        if (text.StartsWith("ari:", StringComparison.OrdinalIgnoreCase))
            return (null, null);
        string address = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0 ? uri.Host + uri.AbsolutePath : text;
        string[] parts = address.Split(['/'], 2);
        return (parts[0], parts.Length > 1 && parts[1].Trim('/').Length > 0 ? parts[1].Trim('/') : null);
    }
}
