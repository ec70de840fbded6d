using System.Globalization;
using AtlassianAdmin.Changes.Registry;
using AtlassianAdmin.Changes.Tests.Faults;
using AtlassianAdmin.Simulation.Lives;
using Xunit;
using Xunit.Abstractions;

namespace AtlassianAdmin.Simulation;

/// <summary>
/// The whole of it below the cmdlets in virtual time, against the simulated service, a disk that fails and another admin. For longer
/// runs the same project is a program: dotnet run --project tests/AtlassianAdmin.Simulation -c Release -- minutes 60.
/// </summary>
public sealed class LivesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, 350)]
    [InlineData(null, 50)]
    public void No_life_breaks_a_law(int? first, int count)
    {
        // Fresh ones each time; a seed that breaks a law breaks it again.
        int seed = first ?? Random.Shared.Next(1_000_000, 1_000_000_000);
        output.WriteLine($"Lives from seed {seed} on.");

        (int code, string told) = Run("batch", seed, count);

        output.WriteLine(told);
        Assert.True(code == 0, told);
        if (first is null)
            return;
        // Laws over lives in which nothing happens would prove nothing.
        Assert.All(
            ["Changed", "AlreadyInState", "Failed", "Skipped", "WhatIf", "Unknown", "kills", "full disks", "stops", "resumed plans", "undone", "deeds of others", "mishaps", "refused by the limit"],
            what => Assert.Contains($"{what} ", told, StringComparison.Ordinal));
        Assert.DoesNotContain(" 0,", told, StringComparison.Ordinal);
    }

    [Fact]
    public void No_concurrent_life_breaks_a_law()
    {
        int seed = Random.Shared.Next(1_000_000, 1_000_000_000);
        output.WriteLine($"Concurrent lives from seed {seed} on.");

        (int code, string told) = SingleWorker.RunSeveral("threads", seed.ToString(CultureInfo.InvariantCulture), "40");

        output.WriteLine(told);
        Assert.True(code == 0, told);
        Assert.Contains("40 concurrent lives ", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seed_replays_exactly_in_another_process()
    {
        (int code, string one) = Run("traces", 2_000, 60);
        Assert.Equal(0, code);
        Assert.Equal(60, one.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[1]).Distinct().Count());
        Assert.Equal(one, Run("traces", 2_000, 60).Output);
    }

    [Fact]
    public void A_life_is_one_line()
    {
        Life life = LifeDraw.Of(17);
        Assert.DoesNotContain('\n', life.ToString());
        Assert.Equal(life.ToString(), Life.Parse(life.ToString()).ToString());
    }

    [Fact]
    public void Everything_is_drawn()
    {
        Life[] lives = Enumerable.Range(0, 5_000).Select(LifeDraw.Of).ToArray();
        Assert.Empty(OperationKinds.All.Select(k => k.Name).Concat(["OffboardingPlan", "EmailMovePlan", "ChangePlan", "Undo", "Preview"])
            .Except(lives.SelectMany(l => l.Commands).Select(c => c.Kind)));
        Assert.Empty(Enum.GetNames<Fault>().Concat(Enum.GetNames<MishapKind>()).Except(lives.SelectMany(l => l.Mishaps).Select(m => m.Kind)));
        Assert.Empty(Enum.GetValues<DiskFaultKind>().Except(lives.SelectMany(l => l.DiskFaults).Select(f => f.Kind)));
        Assert.Empty(Enum.GetValues<DeedKind>().Except(lives.SelectMany(l => l.Deeds).Select(d => d.Kind)));
    }

    private static (int ExitCode, string Output) Run(string what, int first, int count) =>
        SingleWorker.Run(what, first.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture));
}
