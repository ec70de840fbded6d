namespace AtlassianAdmin.Changes.Plans;

/// <summary>What a plan of foreseen changes is asked for.</summary>
public sealed class ChangePlanRequest
{
    /// <summary>The organization as questions and change objects name it.</summary>
    public string Organization { get; init; } = "";

    /// <summary>What the plan is for.</summary>
    internal PlanKind Kind { get; init; }

    /// <summary>A verified domain through which addresses go that are exchanged; null for none.</summary>
    public string? ParkingDomain { get; init; }

    /// <summary>Why; null when nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>The ticket; null when there is none.</summary>
    public string? Ticket { get; init; }

    /// <summary>The most people that the plan may change; 0 for no limit.</summary>
    public int MaxChanges { get; init; }
}
