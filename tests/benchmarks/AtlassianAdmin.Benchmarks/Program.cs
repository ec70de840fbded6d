using System.Linq;
using BenchmarkDotNet.Running;

namespace AtlassianAdmin.Benchmarks;

internal static class Program
{
    /// <summary><c>serve</c> runs the service in a process of its own; everything else is for BenchmarkDotNet.</summary>
    private static void Main(string[] arguments)
    {
        if (arguments.FirstOrDefault() == "serve")
            BenchmarkService.Run();
        else
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
    }
}
