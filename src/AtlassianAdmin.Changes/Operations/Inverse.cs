namespace AtlassianAdmin.Changes.Operations;

/// <summary>What brings back the state before a change, or why nothing can.</summary>
public sealed record Inverse
{
    private Inverse(IReadOnlyList<OperationSpec> specs, string? impossible)
    {
        Specs = specs;
        Impossible = impossible;
    }

    /// <summary>True when there is a way back, but not with what is connected.</summary>
    public bool IsOutOfReach { get; private init; }

    /// <summary>What is done, in this order; empty when nothing can be.</summary>
    public IReadOnlyList<OperationSpec> Specs { get; }

    /// <summary>Why it cannot be undone; null when it can.</summary>
    public string? Impossible { get; }

    /// <summary>The way back.</summary>
    public static Inverse Of(params OperationSpec[] specs) => new(specs, null);

    /// <summary>A way back for which something must be connected first.</summary>
    /// <param name="why">What, in words that follow "because".</param>
    public static Inverse OutOfReach(string why) => new([], why) { IsOutOfReach = true };

    /// <summary>No way back.</summary>
    /// <param name="why">Why not, in words that follow "because".</param>
    public static Inverse None(string why) => new([], why);
}
