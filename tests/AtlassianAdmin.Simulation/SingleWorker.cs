using System.Diagnostics;

namespace AtlassianAdmin.Simulation;

/// <summary>A process whose pool has one worker thread: what is queued there runs one after the other, in the same order each time. Where the order does not matter, one that has several.</summary>
internal static class SingleWorker
{
    private const string Several = "8";
    private const string Most = "DOTNET_ThreadPool_ForceMaxWorkerThreads";
    private const string Least = "DOTNET_ThreadPool_ForceMinWorkerThreads";

    /// <summary>True when this process is one.</summary>
    public static bool IsThis
    {
        get
        {
            ThreadPool.GetMaxThreads(out int workers, out _);
            return workers == 1;
        }
    }

    /// <summary>Starts one with those arguments, and ends as it does.</summary>
    public static int RunAgain(IEnumerable<string> arguments, bool several = false)
    {
        using Process process = Process.Start(Info(arguments, several ? Several : "1"))!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Starts one with those arguments, and waits for what it says.</summary>
    /// <returns>How it ended, and its lines.</returns>
    public static (int ExitCode, string Output) Run(params string[] arguments) => Output(Info(arguments, "1"));

    /// <summary>The same with several worker threads.</summary>
    public static (int ExitCode, string Output) RunSeveral(params string[] arguments) => Output(Info(arguments, Several));

    private static (int ExitCode, string Output) Output(ProcessStartInfo info)
    {
        info.RedirectStandardOutput = true;
        using Process process = Process.Start(info)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static ProcessStartInfo Info(IEnumerable<string> arguments, string workers)
    {
        // The numbers are read as hexadecimal ones.
        var info = new ProcessStartInfo("dotnet") { Environment = { [Most] = workers, [Least] = workers } };
        info.ArgumentList.Add(typeof(SingleWorker).Assembly.Location);
        foreach (string argument in arguments)
            info.ArgumentList.Add(argument);
        return info;
    }
}
