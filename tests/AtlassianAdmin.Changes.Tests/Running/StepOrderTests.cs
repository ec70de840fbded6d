using AtlassianAdmin.Changes.Running;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Changes.Tests.Running;

/// <summary>Which step comes before which, whatever order they were given in.</summary>
public sealed class StepOrderTests
{
    [Fact]
    public void Of_any_moves_without_a_cycle_each_address_is_free_when_it_is_taken() =>
        Prop.ForAll(Moves.ToArbitrary(), moves =>
        {
            var order = new StepOrder(moves);
            IReadOnlyList<IReadOnlyList<int>> cycles = order.Cycles();

            Assert.All(cycles, cycle => Assert.All(cycle, (step, place) => Assert.Equal(moves[step].Takes, moves[cycle[(place + 1) % cycle.Count]].Frees)));
            Assert.Equal(cycles.Count, CountCycles(moves));
            var held = new HashSet<string>(moves.Select(m => m.Frees!));
            foreach (IGrouping<int, int> stage in Enumerable.Range(0, moves.Count).Where(s => order.Stages[s] > 0).GroupBy(s => order.Stages[s]).OrderBy(g => g.Key))
            {
                // Within a stage the order is anybody's: what is taken is free before the stage begins.
                Assert.All(stage, s => Assert.DoesNotContain(moves[s].Takes!, held));
                held.ExceptWith(stage.Select(s => moves[s].Frees!));
                held.UnionWith(stage.Select(s => moves[s].Takes!));
            }

            Assert.All(order.Stages.Zip(moves), s => Assert.True(s.First > 0 || cycles.Count > 0));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Steps_of_one_owner_keep_their_order_and_need_no_stage_of_their_own()
    {
        var order = new StepOrder([new("a", null, null), new("b", null, null), new("a", null, null)]);

        Assert.Equal([1, 1, 1], order.Stages);
        Assert.Equal([0], order.Predecessors[2]);
    }

    [Fact]
    public void What_is_done_with_a_group_comes_before_its_end_and_what_comes_later_waits_for_it()
    {
        var order = new StepOrder([new("a", null, null, "g"), new("b", null, null, "h"), new("g", null, null, "g", EndsTarget: true), new("c", null, null, "g")]);

        Assert.Equal([1, 1, 2, 3], order.Stages);
    }

    [Fact]
    public void A_case_that_differs_is_the_same_address_and_ones_own_is_no_hindrance()
    {
        var order = new StepOrder([new("a", "B@x", "a@x"), new("b", "c@x", "b@X"), new("d", "D@x", "d@x")]);

        Assert.Equal([2, 1, 1], order.Stages);
    }

    [Fact]
    public void What_was_in_a_right_order_already_waits_for_nothing_that_comes_later()
    {
        StepNeeds[] steps = [new("a", "b@x", "a@x"), new("b", "c@x", "b@x")];

        Assert.Equal([2, 1], new StepOrder(steps).Stages);
        Assert.Equal([1, 1], new StepOrder(steps, inGivenOrder: true).Stages);
    }

    private static int CountCycles(IReadOnlyList<StepNeeds> moves)
    {
        Dictionary<string, string> next = moves.ToDictionary(m => m.Frees!, m => m.Takes!);
        var seen = new HashSet<string>();
        int cycles = 0;
        foreach (string start in next.Keys)
        {
            var path = new HashSet<string>();
            string? at = start;
            while (at is not null && !seen.Contains(at) && path.Add(at))
                at = next.GetValueOrDefault(at);
            cycles += at is not null && path.Contains(at) ? 1 : 0;
            seen.UnionWith(path);
        }

        return cycles;
    }

    /// <summary>People with one address each, of whom some move: to somebody's address, each to another one, or to one that is free.</summary>
    private static Gen<IReadOnlyList<StepNeeds>> Moves { get; } =
        from count in Gen.Choose(1, 12)
        from targets in Gen.Shuffle(Enumerable.Range(0, count * 2).ToArray())
        from order in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        select (IReadOnlyList<StepNeeds>)order.Where(i => targets[i] != i).Select(i => new StepNeeds($"p{i}", $"{targets[i]}@x", $"{i}@x")).ToList();
}
