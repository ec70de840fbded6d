using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Commands.Organizations;

/// <summary>Gets the product instances of the organization: what roles are given on.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianWorkspace")]
[OutputType(typeof(Workspace))]
public sealed class GetAtlassianWorkspaceCommand : ConnectedCmdlet
{
    /// <summary>Part of the name or of the address.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? SearchTerm { get; set; }

    /// <summary>The product, such as jira-software or confluence.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProductCompleter))]
    public string? Product { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        Stream(token => client.Organizations.GetWorkspacesAsync(SearchTerm, Product, token));
    }
}
