using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace AtlassianAdmin.Benchmarks;

/// <summary>
/// A service that is never the bottleneck: it answers a disable from memory, and pages of people that the sandbox rendered
/// once. It counts the connections, the requests and the refusals, and can be slow or announce a limit. What it does not
/// answer by itself, the sandbox does.
/// </summary>
internal sealed class BenchmarkService
{
    private readonly SandboxOrganization _organization = new(new SandboxOptions { UserCount = 250 });
    private readonly byte[] _pageHead;
    private readonly byte[] _pageTail;
    private int _connections;
    private int _requests;
    private int _refused;
    private TimeSpan _latency;
    private int _people = 100_000;
    private WindowLimit? _limit;

    private BenchmarkService()
    {
        string page = Encoding.UTF8.GetString(_organization.Handle(new SandboxRequest("POST", Search)
        {
            Authorization = "Bearer " + _organization.ApiKey,
            ContentType = "application/json",
            Body = Encoding.UTF8.GetBytes("{\"limit\":100}"),
        }).Body.Span);
        const string Next = "\"next\":\"";
        int cursor = page.IndexOf(Next, StringComparison.Ordinal) + Next.Length;
        _pageHead = Encoding.UTF8.GetBytes(page[..cursor]);
        _pageTail = Encoding.UTF8.GetBytes(page[page.IndexOf('"', cursor)..]);
    }

    private string Search => $"/admin/v2/orgs/{_organization.OrganizationId}/directories/-/users/search";

    /// <summary>Serves until standard input ends; the first line it prints is its address, organization and key.</summary>
    public static void Run()
    {
        var service = new BenchmarkService();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection =>
                {
                    Interlocked.Increment(ref service._connections);
                    return next(connection);
                });
            });
        });
        WebApplication application = builder.Build();
        application.Run(service.AnswerAsync);
        application.StartAsync().GetAwaiter().GetResult();
        Console.WriteLine($"{application.Urls.Single()} {service._organization.OrganizationId} {service._organization.ApiKey}");
        while (Console.In.ReadLine() is not null)
        {
            // Whoever started this process closes its input when it is done.
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        if (path.StartsWith("/benchmark", StringComparison.Ordinal))
        {
            await SetAsync(context).ConfigureAwait(false);
            return;
        }

        Interlocked.Increment(ref _requests);
        if (_latency > TimeSpan.Zero)
            await Task.Delay(_latency).ConfigureAwait(false);
        if (_limit is { } limit && !limit.TryTake(context.Response.Headers))
        {
            Interlocked.Increment(ref _refused);
            await WriteAsync(context, 429, "{\"code\":429,\"message\":\"Too Many Requests\"}"u8.ToArray()).ConfigureAwait(false);
        }
        else if (path.StartsWith("/users/", StringComparison.Ordinal) && context.Request.Method == "POST")
        {
            context.Response.StatusCode = 204;
        }
        else
        {
            await AnswerOtherAsync(context, path).ConfigureAwait(false);
        }
    }

    private async Task AnswerOtherAsync(HttpContext context, string path)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body).ConfigureAwait(false);
        string sent = Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
        if (path == Search && !sent.Contains("\"emails\"", StringComparison.Ordinal))
        {
            await WritePageAsync(context, sent).ConfigureAwait(false);
            return;
        }

        SandboxReply reply = _organization.Handle(new SandboxRequest(context.Request.Method, path + context.Request.QueryString)
        {
            Authorization = context.Request.Headers.Authorization,
            ContentType = context.Request.ContentType,
            Body = body.ToArray(),
        });
        await WriteAsync(context, reply.Status, reply.Body.ToArray()).ConfigureAwait(false);
    }

    private async Task WritePageAsync(HttpContext context, string sent)
    {
        const string Cursor = "\"cursor\":\"page-";
        int at = sent.IndexOf(Cursor, StringComparison.Ordinal);
        int page = at < 0 ? 0 : int.Parse(sent.AsSpan(at + Cursor.Length, sent.IndexOf('"', at + Cursor.Length) - at - Cursor.Length), CultureInfo.InvariantCulture);
        byte[] next = (page + 1) * 100 < _people ? Encoding.UTF8.GetBytes($"page-{page + 1}") : [];
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = _pageHead.Length + next.Length + _pageTail.Length;
        await context.Response.Body.WriteAsync(_pageHead).ConfigureAwait(false);
        await context.Response.Body.WriteAsync(next).ConfigureAwait(false);
        await context.Response.Body.WriteAsync(_pageTail).ConfigureAwait(false);
    }

    /// <summary><c>/benchmark?latency=50&amp;people=100000&amp;limit=600&amp;window=60</c> sets how the service is and tells what it has counted since the last time.</summary>
    private Task SetAsync(HttpContext context)
    {
        // The connection that asks is no part of what is measured.
        string counted = $"{{\"connections\":{Math.Max(0, Interlocked.Exchange(ref _connections, 0))},\"requests\":{Interlocked.Exchange(ref _requests, 0)},\"refused\":{Interlocked.Exchange(ref _refused, 0)}}}";
        _latency = TimeSpan.FromMilliseconds(Number(context, "latency", 0));
        _people = Number(context, "people", 100_000);
        int limit = Number(context, "limit", 0);
        _limit = limit > 0 ? new WindowLimit(limit, TimeSpan.FromSeconds(Number(context, "window", 60))) : null;
        context.Response.Headers.Connection = "close";
        return WriteAsync(context, 200, Encoding.UTF8.GetBytes(counted));
    }

    private static int Number(HttpContext context, string name, int otherwise) =>
        int.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    private static async Task WriteAsync(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body).ConfigureAwait(false);
    }
}
