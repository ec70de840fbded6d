using System.Net.Http;
using AtlassianAdmin.Client.Errors;

namespace AtlassianAdmin.Sandbox.Tests.Fuzzing;

/// <summary>What the service answers when an operation is called: the example that is mutated. The contract tests hold these answers against the vendor's documents.</summary>
internal sealed class OperationExample
{
    private readonly List<(string Question, string Path, FuzzedReply Reply)> _exchanges;

    private OperationExample(FuzzedOperation operation, List<(string Question, string Path, FuzzedReply Reply)> exchanges)
    {
        Operation = operation;
        _exchanges = exchanges;
    }

    public FuzzedOperation Operation { get; }

    /// <summary>The same answers to another call.</summary>
    public OperationExample To(FuzzedOperation operation) => new(operation, _exchanges);

    public int Count => _exchanges.Count;

    /// <summary>The true answer to the question at that place.</summary>
    public FuzzedReply At(int place) => _exchanges[place].Reply;

    public static async Task<OperationExample> RecordAsync(FuzzedOperation operation, FuzzWorld world)
    {
        var recorder = new Recorder(new SandboxHandler(world.Organization));
        using var clients = new FuzzClients(world, address: null, recorder, TimeProvider.System, TimeSpan.FromSeconds(100));
        if (operation.Before is { } before)
            await before(clients);
        recorder.Exchanges.Clear();
        try
        {
            string? wrong = operation.WrongAnswer(world, await operation.CallAsync(clients));
            Assert.True(wrong is null, $"{operation}: {wrong}");
        }
        catch (AdminException) when (recorder.Exchanges.Count > 0)
        {
            // "There is none" is an answer too. That there is more than refusals, a test looks at.
        }

        return new OperationExample(operation, recorder.Exchanges);
    }

    /// <summary>The true answer and its place; of a question that was not recorded the last of its path, as of a service that does not heed the page. Null when there is none.</summary>
    public (int Place, FuzzedReply Reply)? Answer(string method, string target, string body)
    {
        int place = _exchanges.FindIndex(exchange => exchange.Question == Question(method, target, body));
        if (place < 0)
            place = _exchanges.FindLastIndex(exchange => exchange.Path == Path(method, target));
        return place < 0 ? null : (place, _exchanges[place].Reply);
    }

    private static string Question(string method, string target, string body) => $"{method} {target} {body}";

    private static string Path(string method, string target) => $"{method} {target.Split('?')[0]}";

    private sealed class Recorder(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public List<(string Question, string Path, FuzzedReply Reply)> Exchanges { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string target = request.RequestUri!.PathAndQuery;
            string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            var headers = response.Headers.Concat(response.Content.Headers.Where(header => header.Key == "Content-Type"))
                .Select(header => KeyValuePair.Create(header.Key, header.Value.First()));
            var reply = new FuzzedReply((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync(cancellationToken));
            lock (Exchanges)
                Exchanges.Add((Question(request.Method.Method, target, body), Path(request.Method.Method, target), reply));
            return response;
        }
    }
}
