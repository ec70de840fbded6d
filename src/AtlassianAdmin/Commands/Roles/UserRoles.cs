using AtlassianAdmin.Changes.Operations.Roles;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Commands.Roles;

/// <summary>Finds the products on which people are given roles, or lose them.</summary>
internal sealed class UserRoles
{
    private readonly AdminClient _client;
    private readonly RowProducts _products;

    /// <summary>A product that was typed and is not found ends the command.</summary>
    public UserRoles(AtlassianCmdlet cmdlet, AdminClient client, ResourceReference? typed)
    {
        _client = client;
        _products = new RowProducts(cmdlet, client);
        if (typed is not null && _products.Of(typed).Fault is { } fault)
            cmdlet.Fail(fault);
    }

    /// <summary>What is asked for one person: each of the roles, on the product that is named, or else on the one that the row names.</summary>
    public IEnumerable<AskedChange> ChangesOf(UserIdentity identity, IEnumerable<string> roles, ResourceReference? resource, bool granted)
    {
        foreach (string role in roles)
        {
            // The role of the organization is given on no product; a list of products may stand beside it.
            (ResourceReference? named, string? resourceId, AdminException? fault) = resource is not null ? _products.Of(resource)
                : role != Role.OrganizationAdmin ? _products.Of(identity.GivenRow)
                : default;
            var spec = new UserRole(role, resourceId ?? named?.Text, granted) { ResourceName = _client.Organizations.NameOf(resourceId), Violation = fault };
            yield return new($"{(granted ? "Grant" : "Revoke")} role {role}{(named is null ? "" : " on " + named)}", spec);
        }
    }
}
