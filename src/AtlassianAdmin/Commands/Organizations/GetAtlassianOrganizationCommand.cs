using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Commands.Organizations;

/// <summary>Gets the connected organization.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianOrganization")]
[OutputType(typeof(Organization))]
public sealed class GetAtlassianOrganizationCommand : ConnectedCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        WriteObject(Run(() => client.Organizations.GetAsync(GiveUp)));
    }
}
