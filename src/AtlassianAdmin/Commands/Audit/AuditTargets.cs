using AtlassianAdmin.Client.Audit;

namespace AtlassianAdmin.Commands.Audit;

/// <summary>The people whose events are wanted, because something was done to them. The log also knows people who are gone by now.</summary>
internal sealed class AuditTargets
{
    private readonly HashSet<string> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ResolvedIdentity> _missing = [];
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes people as they were found, or as they were named.</summary>
    public AuditTargets(IEnumerable<ResolvedIdentity> people)
    {
        foreach (ResolvedIdentity person in people)
        {
            Take(_accounts, person.Target?.AccountId);
            Take(_addresses, person.Target?.Email);
            if (person.Failure is not { } failure)
                continue;
            if (failure.Code is not (ErrorCode.IdentityNotFound or ErrorCode.AccountNotFound))
            {
                Refused.Add(person);
                continue;
            }

            Take(_accounts, person.Identity.AccountId);
            Take(_addresses, person.Identity.Email);
            _missing.Add(person);
        }
    }

    /// <summary>Those who name nobody for sure, each with the reason.</summary>
    public List<ResolvedIdentity> Refused { get; } = [];

    /// <summary>Those whom neither the organization nor an event knows, each with the reason. Asked when everything is read.</summary>
    public IEnumerable<ResolvedIdentity> Unknown =>
        _missing.Where(m => !_seen.Contains(m.Identity.AccountId ?? "") && !_seen.Contains(m.Identity.Email ?? ""));

    /// <summary>True when there is nobody to look for.</summary>
    public bool IsEmpty => _accounts.Count + _addresses.Count == 0;

    /// <summary>True when an event did something to one of the people.</summary>
    public bool Has(AuditEvent entry)
    {
        bool isWanted = false;
        foreach (AuditObject target in entry.Context.Where(target => target.IsPerson))
        {
            bool isAccount = target.AccountId is { } account && _accounts.Contains(account);
            bool isAddress = target.Email is { } address && _addresses.Contains(address);
            if (!isAccount && !isAddress)
                continue;
            isWanted = true;
            Take(_seen, target.AccountId);
            Take(_seen, target.Email);
        }

        return isWanted;
    }

    private static void Take(HashSet<string> known, string? value)
    {
        if (value is { Length: > 0 })
            _ = known.Add(value);
    }
}
