using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Sets who is in a group of the connected SCIM directory: exactly those who are named. Whoever else is in it is taken out.</summary>
[Cmdlet(VerbsCommon.Set, "AtlassianScimGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(GroupChange))]
public sealed class SetAtlassianScimGroupCommand : ScimGroupChangeCmdlet
{
    private IReadOnlyList<string> _members = [];

    /// <summary>Everybody who is to be in it, as -Identity of Get-AtlassianScimUser takes them; an empty list takes everybody out. One that cannot be found fails the command.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyCollection]
    public UserIdentity[] Member { get; set; } = [];

    private protected override string Question => $"Set {_members.Count} users as the only members of SCIM group";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        AdminClient client = Client;
        _members = Run(() => ScimMembers.ResolveAsync(client, Scim, Member, IdentityWarnings, GiveUp));
    }

    private protected override ScimGroupOperation CreateOperation() => ScimGroupOperation.SetMembers(Scim, _members);
}
