using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace AtlassianAdmin.Benchmarks;

/// <summary>The client against the bare loop: what limits, retries, checks and typed errors cost.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls Stop.")]
public class ClientBenchmarks
{
    private const int Changes = 1_000;
    private const int InFlight = 16;
    private const int People = 10_000;

    private readonly string[] _accountIds = Enumerable.Range(0, Changes).Select(i => $"712020:00000000-0000-0000-0000-{i:d12}").ToArray();
    private ServiceProcess _service = null!;
    private HttpClient _bare = null!;
    private HttpClient _bareWithoutNetwork = null!;
    private ApiKey _key = null!;
    private AdminClient _client = null!;
    private AdminClient _clientWithoutNetwork = null!;

    /// <summary>Starts the service.</summary>
    [GlobalSetup]
    public void Start()
    {
        _service = new ServiceProcess();
        using var control = new HttpClient();
        control.GetStringAsync(new Uri($"{_service.BaseUri}/benchmark?people={People}")).GetAwaiter().GetResult();
        _bare = BareLoop.NewClient(InFlight);
        _bareWithoutNetwork = new HttpClient(new NoNetwork());
        _key = ApiKey.From(new NetworkCredential("", _service.ApiKey).SecurePassword);
        var baseUri = new Uri(_service.BaseUri);
        _client = new AdminClient(new AdminClientOptions(_key, _service.OrganizationId, baseUri) { ThrottleLimit = InFlight });
        _clientWithoutNetwork = new AdminClient(new AdminClientOptions(_key, _service.OrganizationId, baseUri) { ThrottleLimit = InFlight, Network = () => new NoNetwork() });
    }

    /// <summary>Stops it.</summary>
    [GlobalCleanup]
    public void Stop()
    {
        _client.Dispose();
        _clientWithoutNetwork.Dispose();
        _key.Dispose();
        _bare.Dispose();
        _bareWithoutNetwork.Dispose();
        _service.Dispose();
    }

    /// <summary>1,000 changes with HttpClient alone.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Changes), BenchmarkCategory("change over HTTP")]
    public Task<int> BareChange() => BareLoop.DisableAsync(_bare, _service.BaseUri, _service.ApiKey, _accountIds, InFlight);

    /// <summary>1,000 changes with the client.</summary>
    [Benchmark(OperationsPerInvoke = Changes), BenchmarkCategory("change over HTTP")]
    public Task ClientChange() => DisableAsync(_client);

    /// <summary>The same without a network: the way through our handlers, and nothing else.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Changes), BenchmarkCategory("change without a network")]
    public Task<int> BareChangeWithoutNetwork() => BareLoop.DisableAsync(_bareWithoutNetwork, _service.BaseUri, _service.ApiKey, _accountIds, InFlight);

    /// <inheritdoc cref="BareChangeWithoutNetwork"/>
    [Benchmark(OperationsPerInvoke = Changes), BenchmarkCategory("change without a network")]
    public Task ClientChangeWithoutNetwork() => DisableAsync(_clientWithoutNetwork);

    /// <summary>10,000 people with HttpClient alone.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = People), BenchmarkCategory("list over HTTP")]
    public Task<int> BareList() => BareLoop.ListAsync(_bare, _service.BaseUri, _service.OrganizationId, _service.ApiKey);

    /// <summary>10,000 people with the client.</summary>
    [Benchmark(OperationsPerInvoke = People), BenchmarkCategory("list over HTTP")]
    public async Task<int> ClientList()
    {
        int people = 0;
        await foreach (User user in _client.Users.SearchAsync(new UserSearch { Limit = OrganizationsClient.LargestPage }).ConfigureAwait(false))
            people += user.AccountId.Length > 0 ? 1 : 0;
        return people;
    }

    private Task DisableAsync(AdminClient client) =>
        Parallel.ForEachAsync(_accountIds, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (accountId, token) =>
            await client.Accounts.DisableAsync(accountId, cancellationToken: token).ConfigureAwait(false));

    /// <summary>Answers at once.</summary>
    private sealed class NoNetwork : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return new HttpResponseMessage(HttpStatusCode.NoContent) { RequestMessage = request, Content = new ByteArrayContent([]) };
        }
    }
}
