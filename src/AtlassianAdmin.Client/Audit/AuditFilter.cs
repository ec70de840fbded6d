using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Audit;

/// <summary>Which events to read. Every part is optional; parts narrow each other. Source: organization document, <c>GET …/events</c>.</summary>
public sealed class AuditFilter
{
    /// <summary>The products that events are filtered by. Source: organization document, <c>product</c>.</summary>
    public static KnownValues KnownProducts { get; } = new("Product", "", "bitbucket", "confluence", "guard_detect", "jira", "loom");

    /// <summary>The earliest time; null for the oldest that is kept.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The latest time; null for now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>One action, such as <c>user_deactivated</c>; null for all.</summary>
    public string? Action { get; init; }

    /// <summary>Account ids of those who did it; null for anybody.</summary>
    public IReadOnlyList<string>? Actors { get; init; }

    /// <summary>Products, such as <c>jira</c>; null for all.</summary>
    public IReadOnlyList<string>? Products { get; init => field = KnownProducts.Spell(value); }

    /// <summary>The addresses that it was done from; null for any.</summary>
    public IReadOnlyList<string>? IPAddresses { get; init; }

    /// <summary>The places that it was done from; null for any.</summary>
    public IReadOnlyList<AuditPlace>? Places { get; init; }

    /// <summary>One word to look for; null for none.</summary>
    public string? SearchTerm { get; init; }

    /// <summary>True when only the times are given: then the stream, which has the wider limit, can serve it.</summary>
    public bool IsOnlyTime => Action is null && Actors is null && Products is null && IPAddresses is null && Places is null && SearchTerm is null;
}
