using System.Management.Automation;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.ApiAccess;

/// <summary>Gets the admin API keys of the organization. Which of them this connection uses, the service does not tell.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianApiKey")]
[OutputType(typeof(OrganizationApiKey))]
public sealed class GetAtlassianApiKeyCommand : ConnectedCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Stream(Client.ApiAccess.GetKeysAsync);
}
