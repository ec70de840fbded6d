using System;
using System.IO;
using System.Management.Automation;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace ConflictingModule;

/// <summary>Works with each library and tells which file it got.</summary>
[Cmdlet(VerbsOther.Use, "OtherLibrary")]
[OutputType(typeof(LibraryUse))]
public sealed class UseOtherLibraryCommand : PSCmdlet
{
    /// <summary>From now on gives its libraries to whoever asks, in whatever version, as some modules do.</summary>
    [Parameter]
    public SwitchParameter ForEverybody { get; set; }

    protected override void ProcessRecord()
    {
        if (ForEverybody)
            AppDomain.CurrentDomain.AssemblyResolve += GiveToEverybody;
        var services = new ServiceCollection();
        services.AddHttpClient("other").ConfigurePrimaryHttpMessageHandler(() => new EchoHandler());
        using ServiceProvider provider = services.BuildServiceProvider();
        IHttpClientFactory clients = provider.GetRequiredService<IHttpClientFactory>();
        int attempts = 0;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = TimeProvider.System }
            .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 2, Delay = TimeSpan.Zero })
            .Build();
        string reply = pipeline.Execute(() =>
        {
            if (++attempts < 3)
                throw new HttpRequestException("Not yet.");
            using HttpClient client = clients.CreateClient("other");
            return client.GetStringAsync("http://other.invalid/").GetAwaiter().GetResult();
        });
        string json = JsonSerializer.Serialize(JsonSerializer.Deserialize<Echo>(reply));

        WriteObject(new LibraryUse(typeof(JsonSerializer).Assembly, json));
        WriteObject(new LibraryUse(typeof(ServiceCollection).Assembly, services.Count > 0 ? "services" : ""));
        WriteObject(new LibraryUse(typeof(ServiceProvider).Assembly, provider.GetType().Name));
        WriteObject(new LibraryUse(typeof(IHttpClientFactory).Assembly, clients.GetType().Name));
        WriteObject(new LibraryUse(typeof(ILoggerFactory).Assembly, provider.GetRequiredService<ILoggerFactory>().GetType().Name));
        WriteObject(new LibraryUse(typeof(IOptions<>).Assembly, "options"));
        WriteObject(new LibraryUse(typeof(ResiliencePipeline).Assembly, $"{attempts} attempts"));
    }

    private static Assembly? GiveToEverybody(object? sender, ResolveEventArgs args)
    {
        string folder = Path.GetDirectoryName(typeof(UseOtherLibraryCommand).Assembly.Location)!;
        string file = Path.Combine(folder, new AssemblyName(args.Name).Name + ".dll");
        return File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }

    private sealed class Echo
    {
        public string? Path { get; set; }
    }

    private sealed class EchoHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(JsonSerializer.Serialize(new Echo { Path = request.RequestUri!.AbsolutePath })),
            });
    }
}
