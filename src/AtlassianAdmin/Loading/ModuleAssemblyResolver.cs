namespace AtlassianAdmin.Loading;

/// <summary>Called by PowerShell when the module is imported: from then on, the module's libraries are found.</summary>
public sealed class ModuleAssemblyResolver : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => DependencyResolver.Start();
}
