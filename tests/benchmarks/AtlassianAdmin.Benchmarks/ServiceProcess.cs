using System;
using System.Diagnostics;
using System.Reflection;

namespace AtlassianAdmin.Benchmarks;

/// <summary>The service, in a process of its own, so that its work does not count.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly Process _process;

    public ServiceProcess()
    {
        // BenchmarkDotNet runs each benchmark in a program that it generates; the service is in ours.
        var start = new ProcessStartInfo("dotnet", [Assembly.GetExecutingAssembly().Location, "serve"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        string[] facts = _process.StandardOutput.ReadLine()!.Split(' ');
        (BaseUri, OrganizationId, ApiKey) = (facts[0], facts[1], facts[2]);
    }

    public string BaseUri { get; }

    public string OrganizationId { get; }

    public string ApiKey { get; }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
