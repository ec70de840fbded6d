using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Commands.Roles;

/// <summary>Gets the roles of people on products and on the organization, and how each is held.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianUserRole")]
[OutputType(typeof(RoleAssignment))]
public sealed class GetAtlassianUserRoleCommand : PersonReadCmdlet
{
    private protected override async Task<IEnumerable<object>> ReadAsync(ResolvedIdentity person) =>
        await Paging.ToListAsync(Client.Users.GetRolesAsync(person.Target!.AccountId, GiveUp)).ConfigureAwait(false);
}
