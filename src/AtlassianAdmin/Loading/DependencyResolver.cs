using System.IO;
using System.Reflection;

namespace AtlassianAdmin.Loading;

/// <summary>
/// Finds the third-party libraries of this module in its <c>dependencies</c> folder, for this module only: other modules may
/// bring other versions of the same libraries. Uses nothing of PowerShell, so that it can be proven on runtimes without one.
/// </summary>
internal static class DependencyResolver
{
    private static readonly string Root = Path.GetDirectoryName(typeof(DependencyResolver).Assembly.Location) + Path.DirectorySeparatorChar;
    private static readonly string Dependencies = Path.Combine(Root, "dependencies") + Path.DirectorySeparatorChar;

    // Absent on .NET Framework, so it is reached by reflection: one binary serves both.
    private static readonly DependencyContext? Context = DependencyContext.Create(Dependencies);

    private static int _started;

    /// <summary>
    /// Begins to answer; once for a process, and for good: a request or a sandbox server may outlive the removal of the module,
    /// and other runspaces may go on with it.
    /// </summary>
    public static void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
            AssemblyResolveOrder.AddFirst(Resolve);
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs args)
    {
        string file = Path.Combine(Dependencies, new AssemblyName(args.Name).Name + ".dll");
        if (!IsForUs(args, file))
            return null;
        return Context is null ? Assembly.LoadFrom(file) : Context.Load(file);
    }

    private static bool IsForUs(ResolveEventArgs args, string file)
    {
        if (!File.Exists(file))
            return false;
        if (args.RequestingAssembly is { } requesting)
            return !requesting.IsDynamic && requesting.Location.StartsWith(Root, StringComparison.OrdinalIgnoreCase);

        // .NET Framework does not always say who asks; there, several versions live side by side, so the exact one harms nobody.
        return Context is null && AssemblyName.GetAssemblyName(file).FullName == args.Name;
    }
}
