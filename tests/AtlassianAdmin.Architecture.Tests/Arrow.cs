namespace AtlassianAdmin.Architecture.Tests;

/// <summary>One folder uses another.</summary>
internal sealed record Arrow(string From, string To) : IComparable<Arrow>
{
    public int CompareTo(Arrow? other) => string.CompareOrdinal(ToString(), other?.ToString());

    public override string ToString() => $"{From} -> {To}";
}
