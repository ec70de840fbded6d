namespace AtlassianAdmin.Reviews.Diagnosis;

/// <summary>How a check of the connection came out.</summary>
public enum CheckStatus : long
{
    /// <summary>As it should be.</summary>
    Pass,

    /// <summary>Works, but something needs attention.</summary>
    Warn,

    /// <summary>Does not work.</summary>
    Fail,

    /// <summary>Could not be looked at, because an earlier check failed or nothing is known.</summary>
    Skipped,
}

/// <summary>One check of a connection.</summary>
public sealed class ConnectionCheck
{
    internal ConnectionCheck(string check, CheckStatus status, string detail, string? errorCode = null, string? recommendedAction = null)
    {
        Check = check;
        Status = status;
        Detail = detail;
        ErrorCode = errorCode;
        RecommendedAction = recommendedAction;
    }

    /// <summary>What was looked at.</summary>
    public string Check { get; }

    /// <summary>How it came out.</summary>
    public CheckStatus Status { get; }

    /// <summary>What was seen.</summary>
    public string Detail { get; }

    /// <summary>The code a cmdlet would fail with; null when none would.</summary>
    public string? ErrorCode { get; }

    /// <summary>What to type or open next; null when nothing is needed.</summary>
    public string? RecommendedAction { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Check}: {Status}";
}
