using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Net.Http;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Users;
using Xunit.Abstractions;

namespace AtlassianAdmin.Sandbox.Tests.Fuzzing;

/// <summary>Every operation against mutated answers over a real socket: never a crash without a code, never a wrong person, never a wait without bound.</summary>
public sealed class ReplyFuzzingTests(ITestOutputHelper output)
{
    /// <summary>How many replies; for as long a search as is wanted.</summary>
    private const string CountVariable = "ATLASSIANADMIN_FUZZ_REPLIES";

    /// <summary>The first seed: with one reply it replays a case.</summary>
    private const string SeedVariable = "ATLASSIANADMIN_FUZZ_SEED";

    private const int CasesInTheSuite = 2_500;
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
        output.WriteLine(string.Join(", ", outcomes.OrderByDescending(outcome => outcome.Value).Select(outcome => $"{outcome.Key} {outcome.Value}")));
        Assert.True(broken.IsEmpty, string.Join('\n', broken.Order(StringComparer.Ordinal).Take(MostTold).Append($"{broken.Count} of {count} in all")));

        // Some replies come through and some do not, or the mutations would show nothing.
        if (count >= CasesInTheSuite)
            Assert.All(["returned", "UnexpectedResponse", "ServiceUnavailable", "RateLimited"], outcome => Assert.True(outcomes.ContainsKey(outcome), outcome));
    }

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task Each_law_can_be_broken(string breach, string told)
    {
        (FuzzWorld world, IReadOnlyList<OperationExample> examples) = await Recorded.Value;
        OperationExample example = examples.First(one => one.Operation.Name == "Users.GetAsync");
        OperationExample broken = example.To(example.Operation with { CallAsync = Broken[breach] });

        string? law = await new FuzzedCase(broken, world, Unchanged(breach)).RunAsync();

        Assert.Contains(told, law, StringComparison.Ordinal);
        Assert.Null(await new FuzzedCase(example, world, Unchanged(breach)).RunAsync());
    }

    public static TheoryData<string, string> Breaches => new()
    {
        { "crash", "no code but InvalidOperationException" },
        { "unknown code", "the unknown code" },
        { "wrong person", "a wrong answer" },
        { "control characters", "would write to a terminal" },
        { "key", "shows the key" },
        { "no end", "it asked without end" },
        { "wait", "it waited for" },
        { "memory", "bytes of one reply" },
    };

    private static Dictionary<string, Func<FuzzClients, Task<object?>>> Broken { get; } = new()
    {
        ["crash"] = _ => Task.FromException<object?>(new InvalidOperationException("x")),
        ["unknown code"] = _ => Task.FromException<object?>(new AdminException(new ErrorDefinition("NoSuchCode", ErrorKind.InvalidResult, "x", "y"), [], error: null, inner: null)),
        ["wrong person"] = clients => Task.FromResult<object?>(new User { AccountId = clients.World.Sina.AccountId }),
        ["control characters"] = _ => Task.FromException<object?>(new AdminException(ErrorCode.Conflict).WithRemedy("\u001b[2J")),
        ["key"] = clients => Task.FromException<object?>(new AdminException(ErrorCode.Conflict, new HttpRequestException(clients.World.Organization.ApiKey))),
        ["no end"] = async clients =>
        {
            while (true)
                await clients.Admin.Users.GetAsync(clients.World.Mia.AccountId);
        },
        ["wait"] = async clients =>
        {
            await Task.Delay(TimeSpan.FromDays(30), clients.Admin.Options.Clock);
            return new User { AccountId = clients.World.Mia.AccountId };
        },
        ["memory"] = async clients =>
        {
            using var http = new HttpClient { BaseAddress = clients.Admin.Options.BaseUri };
            using Stream reply = await http.GetStreamAsync($"admin/v2/orgs/{clients.World.Organization.OrganizationId}/directories/-/users/{clients.World.Mia.AccountId}");
            await Assert.ThrowsAnyAsync<IOException>(() => reply.CopyToAsync(Stream.Null));
            return new User { AccountId = clients.World.Mia.AccountId };
        },
    };

    private static Func<FuzzedReply, FuzzedReply> Unchanged(string breach) => reply =>
    {
        reply.Framing = breach == "memory" ? Framing.Endless : Framing.Length;
        return reply;
    };

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
