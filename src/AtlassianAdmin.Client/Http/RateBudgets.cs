using System.Collections.Concurrent;

namespace AtlassianAdmin.Client.Http;

/// <summary>The budgets of the whole process: every connection and every runspace with the same key on the same host shares one per family.</summary>
internal static class RateBudgets
{
    private static readonly ConcurrentDictionary<Tuple<string, TimeProvider>, RateBudget> Known = new();

    /// <summary>Limits a minute that the vendor publishes, for where the service does not announce one. Source: organization document and its announced change to 10.</summary>
    private static int? PublishedLimit(ApiFamily family) => family switch
    {
        ApiFamily.Audit => 10,
        ApiFamily.AuditStream => 50,
        ApiFamily.Activity => 200,
        _ => null,
    };

    public static RateBudget For(Uri baseUri, ApiKey key, ApiFamily family, TimeProvider clock) =>
        Known.GetOrAdd(Tuple.Create($"{baseUri.Authority} {key.Identity} {family}", clock), k => new RateBudget(clock, PublishedLimit(family)));
}
