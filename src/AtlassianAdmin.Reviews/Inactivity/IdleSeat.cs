namespace AtlassianAdmin.Reviews.Inactivity;

/// <summary>Access of an inactive person to one product instance.</summary>
public sealed class IdleSeat
{
    internal IdleSeat(string? product, string? resourceId, DateTimeOffset? lastActive)
    {
        Product = product ?? "";
        ResourceId = resourceId;
        LastActive = lastActive;
    }

    /// <summary>The product key, such as <c>jira-software</c>; the set is open.</summary>
    public string Product { get; }

    /// <summary>The product instance (an ARI); null when the service did not name it.</summary>
    public string? ResourceId { get; }

    /// <summary>The site of the product, such as <c>acme.atlassian.net</c>; null when it is not known.</summary>
    public string? Site { get; internal set; }

    /// <summary>When the person last used it; null when never, or not known.</summary>
    public DateTimeOffset? LastActive { get; }

    /// <inheritdoc/>
    public override string ToString() => Site is null ? Product : $"{Product} on {Site}";
}
