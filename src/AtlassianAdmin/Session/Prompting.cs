using System.Management.Automation.Host;

namespace AtlassianAdmin.Session;

/// <summary>Tells whether a question on the screen would find somebody to answer it.</summary>
internal static class Prompting
{
    // As few letters of each switch as PowerShell takes for it.
    private const int ShortestNonInteractive = 4;
    private const int ShortestServerMode = 1;

    private const string ServerHost = "ServerRemoteHost";

    /// <summary>False in a service, a job, a thread job, with -NonInteractive, and where the input is no keyboard.</summary>
    public static bool IsPossible(PSHost? host) => Environment.UserInteractive && host?.UI is not null && host.Name switch
    {
        "Default Host" => false,
        "ConsoleHost" => !Console.IsInputRedirected && !StartedWith("NonInteractive", ShortestNonInteractive),
        // Somebody sits before a remote session, but a question in a background job blocks it until the job is received.
        ServerHost => !StartedWith("ServerMode", ShortestServerMode),
        // An editor's host asks in its own windows, however it started the process.
        _ => true,
    };

    /// <summary>True inside a job of Start-Job, which is a process of its own.</summary>
    public static bool IsBackgroundJob(PSHost? host) => host?.Name == ServerHost && StartedWith("ServerMode", ShortestServerMode);

    private static bool StartedWith(string name, int shortest) =>
        Environment.GetCommandLineArgs().Skip(1).Any(argument =>
        {
            string given = argument.TrimStart('-', '/');
            return given.Length < argument.Length && given.Length >= shortest && name.StartsWith(given, StringComparison.OrdinalIgnoreCase);
        });
}
