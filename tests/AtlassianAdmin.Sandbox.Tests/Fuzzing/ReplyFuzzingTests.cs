using System.Collections.Concurrent;
using System.Globalization;

namespace AtlassianAdmin.Sandbox.Tests.Fuzzing;

/// <summary>Every operation against mutated answers over a real socket: never a crash without a code, never a wrong person, never a wait without bound.</summary>
public sealed class ReplyFuzzingTests
{
    /// <summary>How many replies; for as long a search as is wanted.</summary>
    private const string CountVariable = "ATLASSIANADMIN_FUZZ_REPLIES";

    /// <summary>The first seed: with one reply it replays a case.</summary>
    private const string SeedVariable = "ATLASSIANADMIN_FUZZ_SEED";

    private const int CasesInTheSuite = 2_000;
    private const int MostTold = 20;

    private static readonly Lazy<Task<(FuzzWorld World, IReadOnlyList<OperationExample> Examples)>> Recorded = new(RecordAsync);

    [Fact]
    public void Every_operation_of_the_clients_is_fuzzed()
    {
        string[] fuzzed = [.. FuzzedOperations.All.Select(operation => operation.Name.Split(' ')[0])];
        Assert.Empty(FuzzedOperations.Needed.Except(fuzzed));
    }

    [Fact]
    public async Task Every_operation_has_an_example()
    {
        (_, IReadOnlyList<OperationExample> examples) = await Recorded.Value;
        Assert.All(examples, example => Assert.True(example.Count > 0, example.Operation.Name));
        string[] refused = [.. examples.Where(example => Enumerable.Range(0, example.Count).All(place => example.At(place).Status >= 400)).Select(example => example.Operation.Name)];
        Assert.Empty(refused);
    }

    [Fact]
    public async Task Whatever_the_service_answers_the_laws_hold()
    {
        long count = Number(CountVariable) ?? CasesInTheSuite;
        long first = Number(SeedVariable) ?? 1;
        (FuzzWorld world, IReadOnlyList<OperationExample> examples) = await Recorded.Value;
        var broken = new ConcurrentBag<string>();
        var outcomes = new ConcurrentDictionary<string, int>();
        await Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (seed, _) =>
        {
            OperationExample example = examples[(int)(seed % examples.Count)];
            var one = new FuzzedCase(example, world, seed);
            if (await one.RunAsync() is { } law)
                broken.Add(string.Create(CultureInfo.InvariantCulture, $"{example.Operation.Name}, {SeedVariable}={seed} {CountVariable}=1: {law}"));
            outcomes.AddOrUpdate(one.Outcome, 1, (_, n) => n + 1);
        });
        if (count > 1 && Environment.GetEnvironmentVariable("ATLASSIANADMIN_FUZZ_LOG") is { } log)
            System.IO.File.WriteAllLines(log, outcomes.Select(o => $"{o.Value} {o.Key}").Concat(broken.Order()));
        Assert.True(broken.IsEmpty, string.Join('\n', broken.Order(StringComparer.Ordinal).Take(MostTold).Append($"{broken.Count} of {count} in all")));

        // As many of them came through as went wrong, or the mutations would show nothing.
        if (count >= CasesInTheSuite)
            Assert.All(["returned", "UnexpectedResponse", "ServiceUnavailable", "RateLimited"], outcome => Assert.True(outcomes.ContainsKey(outcome), outcome));
    }

    private static long? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static async Task<(FuzzWorld World, IReadOnlyList<OperationExample> Examples)> RecordAsync()
    {
        FuzzWorld world = await FuzzWorld.CreateAsync();
        var examples = new List<OperationExample>();
        foreach (FuzzedOperation operation in FuzzedOperations.All)
            examples.Add(await OperationExample.RecordAsync(operation, world.Anew()));
        return (world, examples);
    }
}
