namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Closes the SCIM directory of a connection and wipes its key; the organization stays connected.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AtlassianScimDirectory")]
[OutputType(typeof(void))]
public sealed class DisconnectAtlassianScimDirectoryCommand : ConnectedCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Used.DisconnectScim();
}
