using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Policies;

namespace AtlassianAdmin.Commands.Policies;

/// <summary>Gets the policies of the organization, read only.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianPolicy")]
[OutputType(typeof(Policy))]
public sealed class GetAtlassianPolicyCommand : ConnectedCmdlet
{
    /// <summary>Only policies of this type.</summary>
    [Parameter(Position = 0)]
    [ValidateSet("ip-allowlist", "data-residency", "data-security")]
    public string? Type { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        Stream(token => client.Policies.ListAsync(Type, token));
    }
}
