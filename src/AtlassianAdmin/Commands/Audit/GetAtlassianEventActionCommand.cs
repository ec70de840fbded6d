using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Audit;

namespace AtlassianAdmin.Commands.Audit;

/// <summary>Gets the kinds of events that the audit log knows.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianEventAction")]
[OutputType(typeof(AuditEventAction))]
public sealed class GetAtlassianEventActionCommand : ConnectedCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        WriteObject(Run(() => client.Audit.GetActionsAsync(GiveUp)), enumerateCollection: true);
    }
}
