using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace AtlassianAdmin.NetFramework;

/// <summary>
/// Stands in for Windows PowerShell 5.1 as far as loading and the client go: takes the laid-out module as its loader does, and
/// runs the client against the simulated organization through both doors.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments.Length != 1 || !Directory.Exists(arguments[0]))
        {
            Console.Error.WriteLine("Usage: AtlassianAdmin.NetFramework <folder of the module>");
            return 2;
        }

        var steps = new Steps();
        using var module = new LoadedModule(Path.GetFullPath(arguments[0]));
        Console.WriteLine($"{module.Folder} on {LoadedModule.Runtime}");
        try
        {
            LoadedModule.ProveThatNothingLiesHere(steps);
            module.ProveThatStrangersGetNothing(steps);
            Tour(steps);
            module.ProveThatNobodyElseAnswered(steps);
            module.ProveWhereLibrariesCameFrom(steps);
        }
        catch (Exception e)
        {
            steps.Record("Everything ran to its end", e.ToString());
        }

        Console.WriteLine($"{steps.Passed} passed, {steps.Failed} failed");
        return steps.Failed == 0 ? 0 : 1;
    }

    // A method of its own: its types can be found only once the module is there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Tour(Steps steps)
    {
        ClientTour.InProcessAsync(steps).GetAwaiter().GetResult();
        ClientTour.OverHttpAsync(steps).GetAwaiter().GetResult();
        ClientTour.OverABadLineAsync(steps).GetAwaiter().GetResult();
    }
}
