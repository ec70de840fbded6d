using System.Reflection;

namespace AtlassianAdmin.Session;

/// <summary>
/// Whether Microsoft.PowerShell.SecretStore would ask for its password. Its cmdlets cannot tell: they ask, which hangs or ends
/// a process that has no keyboard, and Test-SecretVault writes to the store, which could undo what another process has just
/// written. So this looks at the store as SecretStore's own script does.
/// </summary>
internal static class SecretStoreLock
{
    public const string ModuleName = "Microsoft.PowerShell.SecretStore";

    private const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;

    /// <summary>True when the store's library is loaded into this process.</summary>
    public static bool CanTell => StoreType() is not null;

    /// <summary>True when a password is needed to read the store; false when not, and when this version cannot be asked.</summary>
    public static bool IsLocked()
    {
        Type? type = StoreType();
        MethodInfo? open = type?.GetMethod("GetInstance", Static);
        MethodInfo? list = type?.GetMethod("EnumerateObjectInfo", BindingFlags.Public | BindingFlags.Instance);
        if (open is null || list is null)
            return false;
        try
        {
            object? store = open.Invoke(null, new object?[open.GetParameters().Length]);
            // An open store can have closed again by its time-out: only reading shows it.
            list.Invoke(store, ["AtlassianAdmin", null, "", null]);
            return false;
        }
        catch (TargetInvocationException e)
        {
            return VaultErrors.IsPasswordRequired(e.InnerException);
        }
        catch (Exception e) when (e is ArgumentException or TargetParameterCountException or TargetException)
        {
            return false;
        }
    }

    private static Type? StoreType() =>
        AppDomain.CurrentDomain.GetAssemblies()
            .FirstOrDefault(a => a.GetName().Name == ModuleName)?
            .GetType(ModuleName + ".LocalSecretStore");
}
