using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace AtlassianAdmin.NetFramework;

/// <summary>The module in this process, loaded as Windows PowerShell does it: LoadFrom, then the module's own resolver.</summary>
internal sealed class LoadedModule : IDisposable
{
    // .NET Framework brings netstandard and the assemblies that it refers to; a small Mono does not, but has the types.
    private static readonly bool IsMono = Type.GetType("Mono.Runtime") is not null;
    private static readonly string FacadesForMono = Path.Combine(AppDomain.CurrentDomain.BaseDirectory, "mono");
    private static readonly string[] InMonosCore = ["System.Runtime.InteropServices.RuntimeInformation", "System.ValueTuple"];

    // All of Mono answers for any version of these with its own, before a resolver is asked. .NET Framework asks the resolver.
    private static readonly string[] OfAllOfMono = ["System.Numerics.Vectors"];

    private readonly string[] _dependencies;
    private readonly List<string> _answered = [];

    public LoadedModule(string folder)
    {
        Folder = folder;
        _dependencies = Directory.GetFiles(Path.Combine(folder, "dependencies"), "*.dll");

        AppDomain.CurrentDomain.AssemblyResolve += AnswerForEverybody;

        // This program asks for the client in the place of the cmdlets, which find it beside themselves.
        AppDomain.CurrentDomain.AssemblyResolve += FindOurs;

        // The cmdlets need PowerShell, but their resolver does not: the very code that the module ships is what runs here.
        Assembly cmdlets = Assembly.LoadFrom(Path.Combine(folder, "AtlassianAdmin.dll"));
        Type resolver = cmdlets.GetType("AtlassianAdmin.Loading.DependencyResolver", throwOnError: true)!;
        resolver.GetMethod("Start", BindingFlags.Static | BindingFlags.Public)!.Invoke(null, null);
    }

    public static string Runtime { get; } = Type.GetType("Mono.Runtime") is { } mono
        ? "Mono " + mono.GetMethod("GetDisplayName", BindingFlags.Static | BindingFlags.NonPublic)?.Invoke(null, null)
        : RuntimeInformation.FrameworkDescription;

    public string Folder { get; }

    public void Dispose()
    {
        AppDomain.CurrentDomain.AssemblyResolve -= FindOurs;
        AppDomain.CurrentDomain.AssemblyResolve -= AnswerForEverybody;
    }

    /// <summary>A library beside the program would be found without the module's help, and prove nothing.</summary>
    public static void ProveThatNothingLiesHere(Steps steps) =>
        steps.Expect("No library lies beside the program", "", string.Join(", ",
            Directory.GetFiles(AppDomain.CurrentDomain.BaseDirectory, "*.dll").Select(Path.GetFileName)));

    /// <summary>Asks as somebody else's code would, for another version of a library that nothing else here needs.</summary>
    public void ProveThatStrangersGetNothing(Steps steps)
    {
        AssemblyName name = AssemblyName.GetAssemblyName(Path.Combine(Folder, "dependencies", "System.IO.Pipelines.dll"));
        name.Version = new Version(9, 0, 0, 0);
        string? failure = null;
        try
        {
            failure = Assembly.Load(name.FullName).Location;
        }
        catch (FileNotFoundException)
        {
            // As it should be.
        }

        steps.Record("A stranger gets no library of the module", failure);
    }

    /// <summary>Every library of the module that is loaded is the module's own file, and the ones that matter are loaded.</summary>
    public void ProveWhereLibrariesCameFrom(Steps steps)
    {
        Dictionary<string, string> loaded = AppDomain.CurrentDomain.GetAssemblies()
            .Where(a => !a.IsDynamic && _dependencies.Any(d => Path.GetFileNameWithoutExtension(d) == a.GetName().Name) && !IsMonos(a))
            .ToDictionary(a => $"{a.GetName().Name} {a.GetName().Version}", a => a.Location);
        foreach (KeyValuePair<string, string> library in loaded)
            steps.Expect($"{library.Key} is the module's", Path.Combine(Folder, "dependencies"), Path.GetDirectoryName(library.Value));
        foreach (string needed in new[] { "Microsoft.Extensions.Http", "Polly.Core", "System.Text.Json", "System.Threading.RateLimiting" })
            steps.Record($"{needed} was needed", loaded.Keys.Any(k => k.StartsWith(needed + " ", StringComparison.Ordinal)) ? null : "it is not loaded");
    }

    /// <summary>The handler of a module that answers whoever asks, with what it has: it was there first, and still the module gets its own.</summary>
    public void ProveThatNobodyElseAnswered(Steps steps) => steps.Expect("No handler of others answers for the module", "", string.Join(", ", _answered));

    private static bool IsMonos(Assembly assembly) =>
        IsMono && assembly.GlobalAssemblyCache && OfAllOfMono.Contains(assembly.GetName().Name);

    private Assembly? AnswerForEverybody(object? sender, ResolveEventArgs args)
    {
        string name = new AssemblyName(args.Name).Name!;
        if (name is not ("Polly.Core" or "System.Text.Json"))
            return null;
        _answered.Add(name);
        return typeof(object).Assembly;
    }

    private Assembly? FindOurs(object? sender, ResolveEventArgs args)
    {
        string name = new AssemblyName(args.Name).Name!;
        string file = Path.Combine(name.StartsWith("AtlassianAdmin.", StringComparison.Ordinal) ? Folder : FacadesForMono, name + ".dll");
        if (File.Exists(file))
            return Assembly.LoadFrom(file);
        return IsMono && InMonosCore.Contains(name) ? typeof(object).Assembly : null;
    }
}
