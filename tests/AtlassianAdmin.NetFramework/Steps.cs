using System;

namespace AtlassianAdmin.NetFramework;

/// <summary>What was tried, and what came of it.</summary>
internal sealed class Steps
{
    public int Passed { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Compares, and goes on either way.</summary>
    public void Expect<T>(string step, T expected, T actual) =>
        Record(step, Equals(expected, actual) ? null : $"expected {expected}, but it was {actual}");

    /// <summary>Records a step; null for the failure when there was none.</summary>
    public void Record(string step, string? failure)
    {
        if (failure is null)
            Passed++;
        else
            Failed++;
        Console.WriteLine(failure is null ? $"  ok    {step}" : $"  FAIL  {step}: {failure}");
    }
}
