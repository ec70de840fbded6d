using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Finds the products on which groups are given a role, or lose it, and hands what is asked for each group to the engine.</summary>
/// <param name="cmdlet">The cmdlet, whose errors they are.</param>
/// <param name="engine">Takes what is asked.</param>
/// <param name="client">The client.</param>
/// <param name="typed">The product that was typed, which ends the command when it is not found; null for the one that each row names.</param>
internal sealed class ChangedGroupRoles(AtlassianCmdlet cmdlet, ChangeEngine engine, AdminClient client, ResourceReference? typed)
{
    private readonly RowProducts _products = new(cmdlet, client);
    private readonly string? _resourceId = typed is { } product ? cmdlet.Run(() => ReferenceResolver.ResourceAsync(client, product, cmdlet.GiveUp)) : null;

    public void Add(IEnumerable<GroupReference> references, DirectoryReference? directory, string role, bool granted)
    {
        foreach (GroupReference reference in references)
        {
            (ResourceReference? named, string? resourceId, AdminException? fault) = typed is null ? _products.Of(reference.Row) : (typed, _resourceId, null);
            if (named is null)
            {
                fault = new AdminException(ErrorCode.ResourceNotFound, ("detail", "no product was named: add -Resource, or a column Product to each row"));
                // The whole list lacks it: one error is enough.
                if (reference.Row is not { } row || !RowProduct.HasColumn(row))
                    cmdlet.Fail(fault);
            }

            ChangedGroups.Add(cmdlet, engine, client, [reference], directory, $"{(granted ? "Grant" : "Revoke")} role {role} on {named} for group", group =>
                new GroupRole(TargetGroup.Of(group), role, resourceId ?? "", granted) { ResourceName = client.Organizations.NameOf(resourceId), Violation = fault });
        }
    }
}
