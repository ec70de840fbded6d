using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace AtlassianAdmin.Client.Http;

/// <summary>The handlers between a client of one credential and the network, and the transport in front of them.</summary>
internal sealed class HttpPipeline : IDisposable
{
    // Long enough to keep connections warm, short enough to notice a moved address.
    private static readonly TimeSpan HandlerLifetime = TimeSpan.FromMinutes(10);

    private static readonly ApiFamily[] Families = (ApiFamily[])Enum.GetValues(typeof(ApiFamily));

    private readonly Task<ServiceProvider> _services;
    // The one in use, and the one before it, which may still have requests on their way.
    private readonly Queue<HttpMessageHandler> _networks = new();
    private readonly Stopwatch _age = Stopwatch.StartNew();
    private long _generation;
    private volatile string _handlers = "0";
    private readonly RequestLimiter _gate;
    private readonly RateBudget?[] _budgets = new RateBudget?[Families.Length];
    private readonly HttpOptions _options;

    /// <param name="options">How to reach the service.</param>
    /// <param name="settings">What the transport needs from above.</param>
    /// <param name="userName">Whose token the key is, where the service asks for that too (Basic authentication); null for a key that stands alone (Bearer).</param>
    public HttpPipeline(HttpOptions options, TransportSettings settings, string? userName = null)
    {
        _options = options;
        _gate = new RequestLimiter(options.ThrottleLimit, BudgetOf, options.MaxWait);
        // Beside what the first request prepares: in a fresh process it takes longer than an answer.
        _services = Task.Run(() => CreateServices(options, userName));
        Transport = new Transport(_services.ContinueWith(
            services =>
            {
                IHttpMessageHandlerFactory factory = services.Result.GetRequiredService<IHttpMessageHandlerFactory>();
                // The factory would renew them by timers, which go on for long after a connection was closed.
                return (Func<HttpMessageHandler>)(() => factory.CreateHandler(NameOfHandlers()));
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default), options, settings);
    }

    /// <summary>Another one each time they have lived their time.</summary>
    private string NameOfHandlers()
    {
        long generation = _age.Elapsed.Ticks / HandlerLifetime.Ticks;
        if (generation != Volatile.Read(ref _generation))
        {
            _handlers = generation.ToString(CultureInfo.InvariantCulture);
            Volatile.Write(ref _generation, generation);
        }

        return _handlers;
    }

    private ServiceProvider CreateServices(HttpOptions options, string? userName)
    {
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(handlers => handlers
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => Own(options.Network?.Invoke() ?? CreateNetwork(options)))
            // Every attempt passes the limiter, so it stands inside the retries.
            .AddHttpMessageHandler(() => new AuthenticationHandler(options.BaseUri, options.Key, userName))
            .AddHttpMessageHandler(() => new RetryHandler(options.Clock, options.MaxWait, options.Jitter))
            .AddHttpMessageHandler(() => new RateLimitHandler(_gate, options.Clock))
            .AddHttpMessageHandler(() => new ReplyHandler(options.AttemptTimeout)));
        return services.BuildServiceProvider();
    }

    public Transport Transport { get; }

    /// <summary>Until when the rate limit holds everything back; null when it does not.</summary>
    public DateTimeOffset? WaitingUntil => Families.Select(f => BudgetOf(f).WaitingUntil).Max();

    /// <summary>Why nothing, or little, is sent now, and until when: what holds back longest, and a closed limit before one that is only paced; null for no reason.</summary>
    public RateWait? Wait => Families.Select(f => BudgetOf(f).Wait).OfType<RateWait>().OrderBy(w => w.IsPaced).ThenByDescending(w => w.Until).FirstOrDefault();

    /// <summary>How many requests of a family are allowed in which time, as announced so far or published; null when not told.</summary>
    public (long Requests, TimeSpan Window)? LimitOf(ApiFamily family) =>
        BudgetOf(family) is { Limit: { } limit } budget ? (limit, budget.Window) : null;

    public void Dispose()
    {
        _ = _services.ContinueWith(Close, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _gate.Dispose();
    }

    private void Close(Task<ServiceProvider> services)
    {
        services.Result.Dispose();
        lock (_networks)
        {
            foreach (HttpMessageHandler network in _networks)
                network.Dispose();
            _networks.Clear();
        }
    }

    private HttpMessageHandler Own(HttpMessageHandler network)
    {
        lock (_networks)
        {
            if (_networks.Count == 2)
                _networks.Dequeue().Dispose();
            _networks.Enqueue(network);
        }

        return network;
    }

    // Looked up once: the key is part of the name that they are found under.
    private RateBudget BudgetOf(ApiFamily family) =>
        _budgets[(int)family] ??= RateBudgets.For(_options.BaseUri, _options.Key, family, _options.Clock);

    private static HttpClientHandler CreateNetwork(HttpOptions options)
    {
        var handler = new HttpClientHandler
        {
            // The key must not follow a redirect, and no session may leak from one key to another.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = options.ThrottleLimit,
        };
        if (RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal))
            handler.SslProtocols = SslProtocols.Tls12;
        if (options.Proxy is not null)
            handler.Proxy = options.Proxy;
        else if (options.BaseUri.IsLoopback)
            handler.UseProxy = false;
        else if (WebRequest.DefaultWebProxy is { } system)
            handler.Proxy = new SystemProxy(system, options.ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : null);
        return handler;
    }
}
