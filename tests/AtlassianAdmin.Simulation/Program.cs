using System.Diagnostics;
using System.Globalization;
using AtlassianAdmin.Simulation.Lives;
using AtlassianAdmin.Simulation.Running;

namespace AtlassianAdmin.Simulation;

/// <summary>Runs lives: a number of them, for a time, or one that is given as its line.</summary>
internal static class Program
{
    // Handlers of clients that are gone are kept for minutes: a process of its own for so many lives gives them back.
    private const int LivesAProcess = 1_000;

    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["minutes", var minutes, .. var rest]:
                return RunFor(TimeSpan.FromMinutes(Number(minutes)), rest is [var from] ? Number(from) : Environment.TickCount & 0xFFFFFF);
            case ["lives", var first, var count]:
                return RunMany("batch", Number(first), Number(count));
            case ["find", var first, var count]:
                return RunMany("until", Number(first), Number(count));
            case ["concurrent", var first, var count]:
                return RunMany("threads", Number(first), Number(count));
            case ["threads", var first, var count] when !SingleWorker.IsThis:
                return RunThreads(Number(first), Number(count));
        }

        if (!SingleWorker.IsThis)
            return SingleWorker.RunAgain(arguments);
        return arguments switch
        {
            ["batch", var first, var count] => RunBatch(Number(first), Number(count), stopsAtFirst: false),
            ["until", var first, var count] => RunBatch(Number(first), Number(count), stopsAtFirst: true),
            ["traces", var first, var count] => TellTraces(Number(first), Number(count)),
            ["seed", var seed] => Replay(LifeDraw.Of(Number(seed))),
            ["replay", var line] => Replay(Life.Parse(line)),
            _ => Usage(),
        };
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static int Usage()
    {
        Console.WriteLine("""
            lives <first seed> <number>      runs so many lives
            find <first seed> <number>       runs so many lives, and ends with the first that breaks a law
            concurrent <first seed> <number> runs so many lives on several threads: what is asked and what befalls it is that of the seed, the order is not
            minutes <minutes> [first seed]   runs lives for so long
            seed <seed>                      tells the life of a seed
            replay <line>                    tells the life of a line
            traces <first seed> <number>     tells what must be the same each time
            """);
        return 2;
    }

    private static int RunFor(TimeSpan time, int first)
    {
        Console.WriteLine($"Lives from seed {first} on, for {time.TotalMinutes} minutes.");
        Stopwatch watch = Stopwatch.StartNew();
        int worst = 0;
        for (int seed = first; watch.Elapsed < time; seed += LivesAProcess)
            worst = Math.Max(worst, SingleWorker.RunAgain(["batch", seed.ToString(CultureInfo.InvariantCulture), LivesAProcess.ToString(CultureInfo.InvariantCulture)]));
        return worst;
    }

    private static int RunMany(string what, int first, int count)
    {
        int worst = 0;
        for (int done = 0; done < count && (worst == 0 || what != "until"); done += LivesAProcess)
        {
            worst = Math.Max(worst, SingleWorker.RunAgain(
                [what, (first + done).ToString(CultureInfo.InvariantCulture), Math.Min(LivesAProcess, count - done).ToString(CultureInfo.InvariantCulture)], several: what == "threads"));
        }

        return worst;
    }

    /// <summary>Runs lives; one that breaks a law is told as one line, made as small as it still breaks it.</summary>
    private static int RunBatch(int first, int count, bool stopsAtFirst)
    {
        int failed = 0;
        var tally = new Tally();
        for (int seed = first; seed < first + count; seed++)
        {
            LifeResult result = LifeResult.Of(LifeDraw.Of(seed), tally: tally);
            if (result.Breaches.Count == 0)
                continue;
            failed++;
            LifeResult smallest = Shrinker.Shrink(result);
            Console.WriteLine($"Seed {seed} breaks {smallest.Breaches[0]}\n  {smallest.Life}");
            if (stopsAtFirst)
                break;
        }

        Console.WriteLine($"{count} lives from seed {first} on, {failed} broke a law: {tally}");
        return failed == 0 ? 0 : 1;
    }

    /// <summary>Runs concurrent lives; one that breaks a law is told with all that happened, which may not happen again.</summary>
    private static int RunThreads(int first, int count)
    {
        int failed = 0;
        var tally = new Tally();
        for (int seed = first; seed < first + count; seed++)
        {
            LifeResult result = LifeResult.Of(LifeDraw.Of(seed), withStory: true, tally);
            if (result.Breaches.Count == 0)
                continue;
            failed++;
            Console.WriteLine($"Seed {seed} breaks {result.Breaches[0]}\n  {result.Life}\n  On several threads: in another order the same life may break nothing. What happened:\n{result.Story}");
        }

        Console.WriteLine($"{count} concurrent lives from seed {first} on, {failed} broke a law: {tally}");
        return failed == 0 ? 0 : 1;
    }

    private static int TellTraces(int first, int count)
    {
        for (int seed = first; seed < first + count; seed++)
            Console.WriteLine($"{seed} {LifeResult.Of(LifeDraw.Of(seed)).Trace}");
        return 0;
    }

    private static int Replay(Life life)
    {
        LifeResult result = LifeResult.Of(life, withStory: true);
        Console.WriteLine(result.Life);
        Console.WriteLine(result.Story);
        Console.WriteLine($"trace {result.Trace}");
        foreach (string breach in result.Breaches)
            Console.WriteLine(breach);
        return result.Breaches.Count == 0 ? 0 : 1;
    }
}
