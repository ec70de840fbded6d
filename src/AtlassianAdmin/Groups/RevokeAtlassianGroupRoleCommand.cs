using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Identities;

namespace AtlassianAdmin.Groups;

/// <summary>Takes a role on a product from groups, and from everybody who has it through them.</summary>
[Cmdlet(VerbsSecurity.Revoke, "AtlassianGroupRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(GroupChange))]
public sealed class RevokeAtlassianGroupRoleCommand : GroupChangeCmdlet
{
    /// <summary>The role, such as atlassian/user.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleCompleter))]
    public string Role { get; set; } = "";

    /// <summary>The product: its ARI, a workspace object, or host and product.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ResourceReference Resource { get; set; } = new("");

    private protected override string Question => $"Revoke role {Role} on {Resource} for group";

    private protected override string Gerund => $"revoking {Role}";

    private protected override string Action => "RevokeGroupRole";

    private protected override Dictionary<string, string?> DetailsOf(Group group) => new(base.DetailsOf(group))
    {
        [ChangeDetail.Role] = Role,
        [ChangeDetail.ResourceId] = Resource.Text,
    };

    private protected override async Task<int> SendAsync(AdminClient client, Group group) =>
        await client.Groups.RevokeRoleAsync(
            group.DirectoryId!,
            group.GroupId,
            Role,
            await ReferenceResolver.ResourceAsync(client, Resource, GiveUp).ConfigureAwait(false),
            GiveUp).ConfigureAwait(false);
}
