using System.IO;
using System.Net;
using System.Net.Sockets;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.Faults;
using AtlassianAdmin.Sandbox.Http;

namespace AtlassianAdmin.Commands.Sandbox;

/// <summary>Starts a simulated organization that answers over HTTP on this machine only.</summary>
[Cmdlet(VerbsLifecycle.Start, "AtlassianSandbox")]
[OutputType(typeof(AtlassianSandbox))]
public sealed class StartAtlassianSandboxCommand : AtlassianCmdlet
{
    /// <summary>The port; 0, the default, finds a free one.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int Port { get; set; }

    /// <summary>How many people it has.</summary>
    [Parameter]
    [ValidateRange(SandboxOptions.MinimumUserCount, 1000000)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int UserCount { get; set; } = 250;

    /// <summary>Which people: the same seed gives the same.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int Seed { get; set; } = 1;

    /// <summary>How long each answer takes, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, 60000)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int LatencyMilliseconds { get; set; }

    /// <summary>Requests a minute that it allows, announced as Atlassian does; 0, the default, is no limit.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int RateLimit { get; set; }

    /// <summary>Keeps the limits that Atlassian publishes: for the audit log, its stream and the last activity.</summary>
    [Parameter]
    public SwitchParameter PublishedLimits { get; set; }

    /// <summary>A file that keeps every request it answers: time, method, path template and status, and nothing else.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RequestLog { get; set; }

    /// <summary>What goes wrong with requests: a status from 400 to 599, ResetBefore, ResetAfter, Html, Slow or Cut. Of several, one is drawn each time.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxFaultCompleter))]
    public string[]? Fault { get; set; }

    /// <summary>The share of requests that go wrong, from 0.001 to 1.</summary>
    [Parameter]
    [ValidateRange(0.001, 1.0)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public double FaultRate { get; set; } = 1;

    /// <summary>Which of the requests go wrong: the same seed gives the same.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int FaultSeed { get; set; } = 1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SandboxFaultPlan? faults = Fault is null ? null : new SandboxFaultPlan(Fault.Select(ReadFault).ToList(), FaultRate, FaultSeed);
        RequestLog? log = RequestLog is null ? null : OpenLog(RequestLog);
        var options = new SandboxOptions
        {
            UserCount = UserCount,
            Seed = Seed,
            Latency = TimeSpan.FromMilliseconds(LatencyMilliseconds),
            RateLimit = RateLimit == 0 ? null : RateLimit,
            PublishedLimits = PublishedLimits,
            OnAnswer = log is null ? null : log.Add,
        };
        try
        {
            WriteObject(AtlassianSandbox.Start(options, Port, log, faults));
        }
        catch (Exception e) when (e is HttpListenerException or SocketException)
        {
            log?.Dispose();
            Fail(new AdminException(ErrorCode.PortUnavailable, e, ("address", $"port {Port} of this machine"), ("detail", e.Message)));
        }
    }

    private SandboxFault ReadFault(string name)
    {
        if (SandboxFault.Read(name.Trim()) is { } fault)
            return fault;
        var unknown = new AdminException(
            ErrorCode.UnknownValue, ("field", nameof(Fault)), ("detail", $"'{name}'"), ("choices", "a status from 400 to 599, " + string.Join(", ", SandboxFault.Names)));
        Fail(unknown);
        throw unknown;
    }

    private RequestLog OpenLog(string path)
    {
        try
        {
            return new RequestLog(SessionPath.FileOf(this, path, ErrorCode.RequestLogUnusable));
        }
        catch (AdminException e)
        {
            Fail(e);
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            var failure = new AdminException(ErrorCode.RequestLogUnusable, e, ("file", path), ("detail", e.Message));
            Fail(failure);
            throw failure;
        }
    }
}
