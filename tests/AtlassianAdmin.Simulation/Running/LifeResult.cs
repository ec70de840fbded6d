using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AtlassianAdmin.Simulation.Laws;
using AtlassianAdmin.Simulation.Lives;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Running;

/// <summary>What came of a life.</summary>
internal sealed partial record LifeResult(Life Life, IReadOnlyList<string> Breaches, string Trace, string Story)
{
    /// <summary>Lets a life happen and holds it against the laws; a concurrent one where the process has several worker threads.</summary>
    public static LifeResult Of(Life life, bool withStory = false, Tally? tally = null)
    {
        using var world = new World(life, isConcurrent: !SingleWorker.IsThis);
        using var director = new Director(world);
        Task living = Task.Run(director.LiveAsync);
        if (!((IAsyncResult)living).AsyncWaitHandle.WaitOne(TimeSpan.FromMinutes(1)))
            return new LifeResult(life, ["EverythingEnds: it holds up the thread for a minute of the wall clock"], "", StoryOf(world, director));
        living.GetAwaiter().GetResult();
        var past = new Past(world, director.Executions);
        IReadOnlyList<string> breaches = AllLaws.BreachesIn(past);
        tally?.Add(world, director.Executions);
        return new LifeResult(life, breaches, TraceOf(world), withStory ? StoryOf(world, director) : "");
    }

    // What must be the same each time. Addresses that plans park people at are made of the plan's own id, which is another each time.
    private static string TraceOf(World world)
    {
        string text = Parked().Replace(string.Join("\n", world.Log.Select(e => e.ToString())), "parked");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    [GeneratedRegex("parked-[0-9a-f]{16}")]
    private static partial Regex Parked();

    private static string StoryOf(World world, Director director) =>
        string.Join("\n", [.. world.Log.Select(e => e.ToString()!), .. director.Executions.Select(e => e.ToString())]);
}
