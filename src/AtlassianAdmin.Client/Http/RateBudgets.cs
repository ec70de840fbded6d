using System;
using System.Collections.Concurrent;

namespace AtlassianAdmin.Http;

/// <summary>The budgets of the whole process: every connection and every runspace with the same key on the same host shares one per family.</summary>
internal static class RateBudgets
{
    private static readonly ConcurrentDictionary<(string Host, string Key, ApiFamily Family, TimeProvider Clock), RateBudget> Known = new();

    public static RateBudget For(Uri baseUri, ApiKey key, ApiFamily family, TimeProvider clock) =>
        Known.GetOrAdd((baseUri.Authority, key.Identity, family, clock), k => new RateBudget(k.Clock));
}
