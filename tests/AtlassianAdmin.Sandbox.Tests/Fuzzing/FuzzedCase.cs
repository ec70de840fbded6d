using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Reflection;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Sandbox.Tests.Fuzzing;

/// <summary>One call against one mutated answer, and the laws that hold whatever that is. Nothing in it is chance but the seed.</summary>
internal sealed class FuzzedCase
{
    /// <summary>More requests than any list here has pages, each tried as often as can be.</summary>
    private const int MostRequests = 300;

    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(900);

    // Back-off between two attempts, its jitter included.
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromSeconds(60);

    // What the client may read of a reply, and what fits into the buffers on the way.
    private const long MostTaken = (32 + 16) * 1024L * 1024;

    private static readonly HashSet<string> Codes =
        [.. typeof(ErrorCode).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetValue(null)!)];

    private readonly OperationExample _example;
    private readonly FuzzWorld _world;
    private readonly HurryingClock _clock = new();
    private readonly ConcurrentDictionary<int, FuzzedReply> _mutated = new();
    private readonly bool _isLasting;
    private int _requests;
    private int _mutationsSent;
    private long _taken;

    /// <param name="example">The operation and the true answers.</param>
    /// <param name="world">Whom they are about.</param>
    /// <param name="seed">What is made of the answers.</param>
    public FuzzedCase(OperationExample example, FuzzWorld world, long seed)
    {
        _example = example;
        _world = world;
        Random random = ReplyMutator.RandomOf(seed);
        // One answer of several, or all of them; each time it is asked, or the first time only.
        int victim = random.Next(4) == 0 ? -1 : random.Next(example.Count);
        _isLasting = random.Next(3) != 0;
        var mutator = new ReplyMutator(random, world, world.Organization.ApiKey);
        for (int place = 0; place < example.Count; place++)
        {
            if (victim < 0 || victim == place)
                _mutated[place] = mutator.Mutate(example.At(place));
        }
    }

    /// <summary>A case with that answer in place of every true one.</summary>
    public FuzzedCase(OperationExample example, FuzzWorld world, Func<FuzzedReply, FuzzedReply> answer)
    {
        _example = example;
        _world = world;
        _isLasting = true;
        for (int place = 0; place < example.Count; place++)
            _mutated[place] = answer(example.At(place).Copy());
    }

    /// <summary>What came of it, for those who look closer.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>Which law is broken; null when all hold.</summary>
    public async Task<string?> RunAsync()
    {
        TimeSpan attempt = _mutated.Values.Any(reply => reply.Stalls) ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromSeconds(100);
        string? law;
        await using (LoopbackServer server = LoopbackServer.Start(AnswerAsync))
        {
            HttpMessageHandler? network = _mutated.Values.Any(reply => reply.Framing == Framing.Endless) ? CreateNarrowNetwork() : null;
            using var clients = new FuzzClients(_world, server.Uri, network, _clock, attempt);
            Task<object?> call = _example.Operation.CallAsync(clients);
            // A hang guard, not a measurement: nothing waits in real time but a stalled attempt.
            using var guard = new CancellationTokenSource();
            if (await Task.WhenAny(call, Task.Delay(HangGuard, guard.Token)) != call)
                return "it did not end";
            await guard.CancelAsync();
            law = await ResultAsync(call);
        }

        // Only now the server has counted everything.
        return law ?? Bounds();
    }

    // The network as it is, but that what nobody has read yet is held back: the system would take tens of MiB that the client never asks for.
    private static SocketsHttpHandler CreateNarrowNetwork() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 64 * 1024 };
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    private async Task<string?> ResultAsync(Task<object?> call)
    {
        try
        {
            object? result = await call;
            Outcome = "returned";
            return _example.Operation.WrongAnswer(_world, result) is { } wrong ? $"a wrong answer: {wrong}" : null;
        }
        catch (AdminException e)
        {
            Outcome = e.Code;
            return Sentence(e);
        }
        // Whatever else it is, it is the finding.
        catch (Exception e)
        {
            Outcome = e.GetType().Name;
            return $"no code but {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("AtlassianAdmin", StringComparison.Ordinal))?.Trim()}";
        }
    }

    private string? Sentence(AdminException e)
    {
        if (!Codes.Contains(e.Code))
            return $"the unknown code {e.Code}";
        IEnumerable<string> causes = Causes(e.InnerException).Select(cause => cause.Message);
        foreach (string text in causes.Prepend(e.Remedy).Prepend(e.Message))
        {
            if (ShownText.Of(text) != text)
                return $"{e.Code} would write to a terminal: {ShownText.Of(text)}";
        }

        // Also what only those see who print the whole exception.
        string?[] texts = [e.Message, e.Remedy, e.ServiceKey, e.ServiceReason, e.RequestId, e.ServiceError?.Message, e.ServiceError?.Excerpt, .. e.ToString().Split('\n')];
        string[] keys = [_world.Organization.ApiKey, _world.Organization.ScimApiKey, _world.Organization.PersonalToken];
        foreach (string key in keys)
        {
            if (Array.Find(texts, text => text?.Contains(key, StringComparison.Ordinal) == true) is { } shown)
                return $"{e.Code} shows the key: {shown.Replace(key, "[key]", StringComparison.Ordinal)}";
        }

        return null;
    }

    private static IEnumerable<Exception> Causes(Exception? cause)
    {
        for (; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    private string? Bounds()
    {
        TimeSpan longest = (MaxWait + MaxBackOff) * (_requests + 1);
        return _requests > MostRequests ? "it asked without end"
            : _taken > MostTaken ? string.Create(CultureInfo.InvariantCulture, $"it read {_taken} bytes of one reply")
            : _clock.Waited > longest ? $"it waited for {_clock.Waited}, with {_requests} requests"
            : null;
    }

    private async Task AnswerAsync(LoopbackExchange exchange)
    {
        if (Interlocked.Increment(ref _requests) > MostRequests)
        {
            await exchange.ReplyAsync(404, "{}");
            return;
        }

        LoopbackRequest request = exchange.Request;
        if (_example.Answer(request.Method, request.Target, request.Body) is not { } answer)
        {
            await exchange.ReplyAsync(404, """{"key":"notFound"}""");
            return;
        }

        bool isMutated = _mutated.TryGetValue(answer.Place, out FuzzedReply? mutated) && (_isLasting || Interlocked.Increment(ref _mutationsSent) == 1);
        long taken = await (isMutated ? mutated! : answer.Reply).SendAsync(exchange);
        InterlockedMax(ref _taken, taken);
    }

    private static void InterlockedMax(ref long place, long value)
    {
        for (long seen = Volatile.Read(ref place); value > seen;)
        {
            long before = Interlocked.CompareExchange(ref place, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
