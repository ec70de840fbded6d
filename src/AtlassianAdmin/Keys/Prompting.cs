using System;
using System.Linq;
using System.Management.Automation.Host;

namespace AtlassianAdmin.Keys;

/// <summary>Tells whether a question on the screen would find somebody to answer it.</summary>
internal static class Prompting
{
    private const string NonInteractive = "noninteractive";
    private const string ServerMode = "servermode";
    private const int ShortestNonInteractive = 4;

    /// <summary>False in a service, a job, a thread job, with -NonInteractive, and where the input is no keyboard.</summary>
    public static bool IsPossible(PSHost? host)
    {
        if (!Environment.UserInteractive || host?.UI is null || host.Name == "Default Host")
            return false;
        if (host.Name == "ConsoleHost" && Console.IsInputRedirected)
            return false;
        return !Environment.GetCommandLineArgs().Skip(1).Any(IsUnattended);
    }

    private static bool IsUnattended(string argument)
    {
        if (argument.Length == 0 || argument[0] is not ('-' or '/'))
            return false;
        string name = argument.TrimStart('-', '/');
        return (name.Length >= ShortestNonInteractive && NonInteractive.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            // A background job: its questions block it until somebody receives the job.
            || (name.Length > 0 && ServerMode.StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }
}
