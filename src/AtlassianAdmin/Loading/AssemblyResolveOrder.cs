using System.Reflection;

namespace AtlassianAdmin.Loading;

/// <summary>
/// Puts a handler before those that are there. The first answer counts, and some handlers answer for everybody by name, as that
/// of PSResourceGet does on .NET Framework: without this, their versions would come to us. A handler that answers for its own
/// only may stand first without harm.
/// </summary>
internal static class AssemblyResolveOrder
{
    public static void AddFirst(ResolveEventHandler handler)
    {
        AppDomain domain = AppDomain.CurrentDomain;
        FieldInfo? handlers = HandlersOf(domain);
        if (handlers is null)
        {
            domain.AssemblyResolve += handler;
            return;
        }

        // .NET Framework takes the same lock when it adds a handler.
        lock (domain)
        {
            object? owner = handlers.IsStatic ? null : domain;
            handlers.SetValue(owner, Delegate.Combine(handler, (Delegate?)handlers.GetValue(owner)));
        }
    }

    // Where .NET Framework, Mono and .NET keep them; null where none of these holds, and the order stays as it comes.
    private static FieldInfo? HandlersOf(AppDomain domain)
    {
        FieldInfo? field = domain.GetType().GetField("_AssemblyResolve", BindingFlags.Instance | BindingFlags.NonPublic)
            ?? domain.GetType().GetField("AssemblyResolve", BindingFlags.Instance | BindingFlags.NonPublic)
            ?? DependencyContext.Type?.GetField("AssemblyResolve", BindingFlags.Static | BindingFlags.NonPublic);
        return field?.FieldType == typeof(ResolveEventHandler) ? field : null;
    }
}
