using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Threading;
using System.Threading.RateLimiting;
using AtlassianAdmin.Accounts;
using AtlassianAdmin.ApiAccess;
using AtlassianAdmin.Audit;
using AtlassianAdmin.Groups;
using AtlassianAdmin.Http;
using AtlassianAdmin.Organizations;
using AtlassianAdmin.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace AtlassianAdmin;

/// <summary>The admin API of one organization: one property per family. Safe to use from many threads at once.</summary>
public sealed class AdminClient : IDisposable
{
    // Long enough to keep connections warm, short enough to notice a moved address.
    private static readonly TimeSpan HandlerLifetime = TimeSpan.FromMinutes(10);

    private readonly ServiceProvider _services;
    private readonly ConcurrencyLimiter _places;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <param name="options">How to reach the organization.</param>
    public AdminClient(AdminClientOptions options)
    {
        Options = options ?? throw new ArgumentNullException(nameof(options));
        _places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.ThrottleLimit,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        var services = new ServiceCollection();
        services.AddHttpClient(Transport.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .SetHandlerLifetime(HandlerLifetime)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => options.Network?.Invoke() ?? CreateNetwork(options))
            // Every attempt passes the limiter, so it stands inside the retries.
            .AddHttpMessageHandler(() => new AuthenticationHandler(options.BaseUri, options.Key))
            .AddHttpMessageHandler(() => new RetryHandler(options.Clock))
            .AddHttpMessageHandler(() => new RateLimitHandler(_places, BudgetOf, options.MaxWait, options.Clock))
            .AddHttpMessageHandler(() => new ReplyHandler(options.AttemptTimeout));
        _services = services.BuildServiceProvider();
        var transport = new Transport(_services.GetRequiredService<IHttpClientFactory>(), options);
        Accounts = new AccountsClient(transport);
        Organizations = new OrganizationsClient(transport, options);
        var scope = new OrganizationScope(options);
        Users = new UsersClient(transport, scope, options.Clock);
        Groups = new GroupsClient(transport, scope);
        Audit = new AuditClient(transport, scope);
        Policies = new PoliciesClient(transport, scope);
        ApiAccess = new ApiAccessClient(transport, scope);
    }

    /// <summary>How the organization is reached.</summary>
    public AdminClientOptions Options { get; }

    /// <summary>Managed accounts: permissions, profile, e-mail, tokens, lifecycle.</summary>
    public AccountsClient Accounts { get; }

    /// <summary>The organization: itself, its directories, domains and people.</summary>
    public OrganizationsClient Organizations { get; }

    /// <summary>People in the directories: activity, suspension, removal, invitation, roles.</summary>
    public UsersClient Users { get; }

    /// <summary>Groups: members and roles.</summary>
    public GroupsClient Groups { get; }

    /// <summary>The audit log.</summary>
    public AuditClient Audit { get; }

    /// <summary>Policies, read only.</summary>
    public PoliciesClient Policies { get; }

    /// <summary>API tokens and admin keys of the whole organization.</summary>
    public ApiAccessClient ApiAccess { get; }

    /// <summary>Until when the rate limit holds everything back; null when it does not.</summary>
    public DateTimeOffset? WaitingUntil =>
        Enum.GetValues(typeof(ApiFamily)).Cast<ApiFamily>().Select(f => BudgetOf(f).WaitingUntil).Max();

    /// <summary>Closes the connections. The key stays the caller's.</summary>
    public void Dispose()
    {
        _services.Dispose();
        _places.Dispose();
    }

    private RateBudget BudgetOf(ApiFamily family) => RateBudgets.For(Options.BaseUri, Options.Key, family, Options.Clock);

    private static HttpClientHandler CreateNetwork(AdminClientOptions options)
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
        else if (options.ProxyUseDefaultCredentials)
            handler.DefaultProxyCredentials = CredentialCache.DefaultCredentials;
        return handler;
    }
}
