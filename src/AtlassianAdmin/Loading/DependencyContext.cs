using System.IO;
using System.Reflection;

namespace AtlassianAdmin.Loading;

/// <summary>A load context of .NET for the module's libraries, made by reflection because netstandard2.0 does not know the type.</summary>
internal sealed class DependencyContext
{
    // In the core library where it exists: asking for it by the name of an assembly would let other handlers answer.
    public static Type? Type { get; } = typeof(object).Assembly.GetType("System.Runtime.Loader.AssemblyLoadContext");

    private readonly object _context;
    private readonly MethodInfo _loadFromPath;
    private readonly string _folder;

    private DependencyContext(object context, MethodInfo loadFromPath, string folder)
    {
        _context = context;
        _loadFromPath = loadFromPath;
        _folder = folder;
    }

    /// <summary>Makes the context; null on .NET Framework, which has none.</summary>
    public static DependencyContext? Create(string folder)
    {
        Type? type = Type;
        ConstructorInfo? constructor = type?.GetConstructor([typeof(string), typeof(bool)]);
        MethodInfo? load = type?.GetMethod("LoadFromAssemblyPath", [typeof(string)]);
        EventInfo? resolving = type?.GetEvent("Resolving");
        if (constructor is null || load is null || resolving is null)
            return null;

        var context = new DependencyContext(constructor.Invoke(["AtlassianAdmin", false]), load, folder);
        MethodInfo handler = typeof(DependencyContext).GetMethod(nameof(OnResolving), BindingFlags.Instance | BindingFlags.NonPublic)!;
        resolving.AddEventHandler(context._context, Delegate.CreateDelegate(resolving.EventHandlerType!, context, handler));
        return context;
    }

    public Assembly Load(string file) => (Assembly)_loadFromPath.Invoke(_context, [file])!;

    // Asked only for what the default context lacks in a fitting version: libraries that another module
    // loaded there in our version or a later one are shared, so that one set of types meets itself.
    private Assembly? OnResolving(object _, AssemblyName name)
    {
        string file = Path.Combine(_folder, name.Name + ".dll");
        return File.Exists(file) ? Load(file) : null;
    }
}
