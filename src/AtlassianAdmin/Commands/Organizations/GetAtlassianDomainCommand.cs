using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Commands.Organizations;

/// <summary>Gets the domains that the organization claims. Only accounts of verified domains are managed.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianDomain", SupportsPaging = true)]
[OutputType(typeof(Domain))]
public sealed class GetAtlassianDomainCommand : ConnectedCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Stream(Client.Organizations.GetDomainsAsync);
}
