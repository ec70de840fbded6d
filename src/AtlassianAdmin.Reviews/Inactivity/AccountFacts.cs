using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Reviews.Inactivity;

/// <summary>What the organization-wide lists say of each account, in as few words as the join needs. Safe to fill from two lists at once.</summary>
internal sealed class AccountFacts
{
    private readonly object _gate = new();
    private readonly Dictionary<string, AccountFact> _facts = new(StringComparer.Ordinal);

    /// <summary>What is known of an account; null when no list names it.</summary>
    public AccountFact? this[string accountId] => _facts.TryGetValue(accountId, out AccountFact? fact) ? fact : null;

    public void Add(ManagedAccount account)
    {
        lock (_gate)
        {
            AccountFact fact = Of(account.AccountId);
            fact.GuardBillable = account.AccessBillable;
            fact.LastActive = Later(fact.LastActive, account.LastActive);
            fact.IsUseUnreadable |= account.IsOdd("last_active") || account.IsOdd("product_access");
            foreach (ProductAccess product in account.ProductAccess ?? [])
            {
                fact.LastActive = Later(fact.LastActive, product.LastActive);
                fact.IsUseUnreadable |= product.IsOdd("last_active");
            }
        }
    }

    public void Add(ApiToken token)
    {
        lock (_gate)
        {
            AccountFact fact = Of(token.AccountId);
            fact.LastTokenUse = Later(Later(fact.LastTokenUse, token.CreatedAt), token.LastActiveAt);
            fact.IsTokenUseUnreadable |= token.IsOdd("lastActiveAt") || token.IsOdd("createdAt");
        }
    }

    /// <summary>False for somebody who was met before: a list may name a person twice when people come and go while it is read.</summary>
    public bool Meet(string accountId)
    {
        AccountFact fact = Of(accountId);
        bool isFirst = !fact.IsMet;
        fact.IsMet = true;
        return isFirst;
    }

    private AccountFact Of(string accountId)
    {
        if (!_facts.TryGetValue(accountId, out AccountFact? fact))
            _facts[accountId] = fact = new AccountFact();
        return fact;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => other is null || one > other ? one : other;
}

/// <summary>What the lists say of one account.</summary>
internal sealed class AccountFact
{
    public DateTimeOffset? LastActive { get; set; }

    public DateTimeOffset? LastTokenUse { get; set; }

    /// <summary>True when a date of the products could not be read: then no use is not proven.</summary>
    public bool IsUseUnreadable { get; set; }

    /// <summary>The same of the tokens.</summary>
    public bool IsTokenUseUnreadable { get; set; }

    public bool? GuardBillable { get; set; }

    public bool IsMet { get; set; }
}
