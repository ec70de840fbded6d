using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Makes a group in the connected SCIM directory and returns it. Its name cannot be changed later.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianScimGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ScimGroup))]
public sealed class NewAtlassianScimGroupCommand : ScimCreationCmdlet
{
    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The identity provider's own id of the group.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ExternalId { get; set; }

    /// <summary>Its first members, as -Identity of Get-AtlassianScimUser takes them. One that cannot be found fails the command.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public UserIdentity[]? Member { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        var change = new GroupChange(Name, "CreateScimGroup", Used.DisplayName);
        IReadOnlyList<string>? members = null;
        Create(
            change,
            "SCIM group",
            async () =>
            {
                if (Member is null)
                    return "";
                members = await ScimMembers.ResolveAsync(client, Scim, Member, IdentityWarnings, GiveUp).ConfigureAwait(false);
                return $" with {members.Count} members";
            },
            async () =>
            {
                ScimGroup made = await Scim.Groups.CreateAsync(Name, ExternalId, members, GiveUp).ConfigureAwait(false);
                change.GroupId = made.ScimGroupId;
                return made;
            });
    }
}
