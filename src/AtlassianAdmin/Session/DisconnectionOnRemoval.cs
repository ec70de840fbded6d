namespace AtlassianAdmin.Session;

/// <summary>Called by PowerShell when the module is removed from a session: closes what the session has open, wipes its keys and lets go of its journals.</summary>
public sealed class DisconnectionOnRemoval : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceState.CloseAll();
}
