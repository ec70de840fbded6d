using System.Collections.Concurrent;
using System.Net.Http;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>Holds every exchange that passes through it against the vendor's documents. It lets everything pass and keeps what was wrong.</summary>
/// <param name="contract">The documents.</param>
/// <param name="inner">The way to the service, or to a simulation of it.</param>
public sealed class ContractHandler(ApiContract contract, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly HttpRequestOptionsKey<bool> DeliberateKey = new("against-the-document");

    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentDictionary<string, bool> _exchanges = new();

    /// <summary>What was wrong, a line each.</summary>
    public IReadOnlyList<string> Violations => [.. _violations];

    /// <summary>What was seen, as <c>METHOD /path/{template} status</c>, in order.</summary>
    public IReadOnlyList<string> Exchanges => [.. _exchanges.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Fails the test, with every violation in full, when there was one.</summary>
    public void AssertHeld() => Assert.True(_violations.IsEmpty, string.Join(Environment.NewLine, _violations.Distinct()));

    /// <summary>Says that a request is wrong on purpose: then it is a violation if the documents find nothing wrong with it.</summary>
    public static HttpRequestMessage Deliberate(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.Set(DeliberateKey, true);
        return request;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Uri address = request.RequestUri!;
        byte[] sent = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        IReadOnlyList<string> problems = contract.CheckRequest(request.Method, address, request.Content?.Headers.ContentType?.ToString(), sent);
        bool isDeliberate = request.Options.TryGetValue(DeliberateKey, out bool deliberate) && deliberate;
        if (!isDeliberate)
            Report(problems);
        else if (problems.Count == 0)
            Report([$"{request.Method} {address}: said to be against the documents, and is not."]);

        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        byte[] received = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        int status = (int)response.StatusCode;
        Report(contract.CheckReply(request.Method, address, status, response.Content.Headers.ContentType?.ToString(), received));
        if (contract.Find(request.Method, address) is { } operation)
            _exchanges[$"{operation} {status}"] = true;
        return response;
    }

    private void Report(IEnumerable<string> problems)
    {
        foreach (string problem in problems)
            _violations.Enqueue(problem);
    }
}
