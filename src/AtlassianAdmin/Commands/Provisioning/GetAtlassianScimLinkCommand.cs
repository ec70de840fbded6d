using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Tells which records of SCIM directories belong to people. Takes the admin key; no SCIM directory needs to be connected.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianScimLink")]
[OutputType(typeof(ScimLink))]
public sealed class GetAtlassianScimLinkCommand : PersonReadCmdlet
{
    private protected override ITargetConnection TargetConnection => field ??= new UnresolvedTarget(Used);

    private protected override async Task<IEnumerable<object>> ReadAsync(ResolvedIdentity person)
    {
        Subject target = person.Target!;
        return target.AccountId.Length > 0
            ? await Client.Provisioning.GetLinksAsync(target.AccountId, GiveUp).ConfigureAwait(false)
            : await Client.Provisioning.FindLinksAsync(target.Email!, GiveUp).ConfigureAwait(false);
    }
}
