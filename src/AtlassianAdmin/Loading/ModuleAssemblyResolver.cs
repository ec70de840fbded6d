using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Reflection;

namespace AtlassianAdmin.Loading;

/// <summary>
/// Finds the third-party libraries of this module in its <c>dependencies</c> folder, for this module only: other modules may
/// bring other versions of the same libraries. PowerShell calls it when the module is imported and when it is removed.
/// </summary>
public sealed class ModuleAssemblyResolver : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string Root = Path.GetDirectoryName(typeof(ModuleAssemblyResolver).Assembly.Location)!;
    private static readonly string Dependencies = Path.Combine(Root, "dependencies");
    private static readonly HashSet<string> OurAssemblies = new(StringComparer.OrdinalIgnoreCase)
    {
        "AtlassianAdmin", "AtlassianAdmin.Client", "AtlassianAdmin.Sandbox",
    };

    // Absent on .NET Framework, so it is reached by reflection: one binary serves both.
    private static readonly DependencyContext? Context = DependencyContext.Create(Dependencies);

    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object? sender, ResolveEventArgs args)
    {
        if (!IsForUs(args.RequestingAssembly))
            return null;
        string file = Path.Combine(Dependencies, new AssemblyName(args.Name).Name + ".dll");
        if (!File.Exists(file))
            return null;
        return Context is null ? Assembly.LoadFrom(file) : Context.Load(file);
    }

    private static bool IsForUs(Assembly? requesting)
    {
        if (requesting is null)
            return false;
        if (OurAssemblies.Contains(requesting.GetName().Name!))
            return true;
        string location = requesting.IsDynamic ? "" : requesting.Location;
        return location.StartsWith(Dependencies, StringComparison.OrdinalIgnoreCase);
    }
}
