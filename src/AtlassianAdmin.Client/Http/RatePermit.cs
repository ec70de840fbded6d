namespace AtlassianAdmin.Client.Http;

/// <summary>One request that the budget let out.</summary>
internal readonly struct Passage
{
    public Passage(long number, long era)
    {
        Number = number;
        Era = era;
    }

    /// <summary>Its place among all that were let out.</summary>
    public long Number { get; }

    /// <summary>The era in which it was let out.</summary>
    public long Era { get; }
}
