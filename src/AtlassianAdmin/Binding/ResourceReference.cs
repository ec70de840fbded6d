using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Binding;

/// <summary>
/// Which product instance is meant: its ARI, a workspace that this module returned, the host of its site, or host and product
/// as in <c>acme.atlassian.net/jira-software</c>. Nothing here throws.
/// </summary>
public sealed class ResourceReference
{
    /// <summary>An ARI, a host, an address, or host and product.</summary>
    public ResourceReference(string text)
    {
        Text = text?.Trim() ?? "";
        if (IsResourceId)
            return;
        string address = Uri.TryCreate(Text, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0 ? uri.Host + uri.AbsolutePath : Text;
        string[] parts = address.Split(['/'], 2);
        Host = parts[0];
        Product = parts.Length > 1 && parts[1].Trim('/').Length > 0 ? parts[1].Trim('/') : null;
    }

    /// <summary>A workspace, or a row with the column ResourceId.</summary>
    public ResourceReference(object row)
        : this((row is PSObject wrapped ? wrapped.BaseObject : row) switch
        {
            null => "",
            Workspace workspace => workspace.ResourceId,
            string text => text,
            _ => RowColumn.FirstOf(row, ["ResourceId"]),
        })
    {
    }

    /// <summary>What was given.</summary>
    public string Text { get; }

    /// <summary>The host; null when the text is an ARI.</summary>
    internal string? Host { get; }

    /// <summary>The product on the host; null when not given.</summary>
    internal string? Product { get; }

    /// <summary>True when the text is an ARI.</summary>
    internal bool IsResourceId => Text.StartsWith("ari:", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
