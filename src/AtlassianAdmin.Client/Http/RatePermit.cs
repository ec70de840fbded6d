namespace AtlassianAdmin.Client.Http;

/// <summary>One request that the budget let out.</summary>
internal readonly struct RatePermit
{
    public RatePermit(long number, long generation)
    {
        Number = number;
        WindowGeneration = generation;
    }

    /// <summary>Its place among all that were let out.</summary>
    public long Number { get; }

    /// <summary>The era in which it was let out.</summary>
    public long WindowGeneration { get; }
}
