using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Gets groups of the connected SCIM directory with their members: those that are named, or all.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianScimGroup", SupportsPaging = true)]
[OutputType(typeof(ScimGroup))]
public sealed class GetAtlassianScimGroupCommand : ConnectedCmdlet
{
    /// <summary>Names or ids; wildcards are understood in names. Without it, all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ScimGroupNameCompleter))]
    public ScimGroupReference[]? Group { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ScimClient scim = Scim;
        if (Group is null)
            Stream(token => scim.Groups.ListAsync(filter: null, token));
        else
            ReadEach(GroupsOfList.Take(Group), group => group.ToString(), reference => Write(scim, reference));
    }

    private void Write(ScimClient scim, ScimGroupReference reference)
    {
        if (WildcardPattern.ContainsWildcardCharacters(reference.Text))
        {
            var pattern = WildcardPattern.Get(reference.Text, WildcardOptions.IgnoreCase);
            Stream(token => scim.Groups.ListAsync(filter: null, token), group => pattern.IsMatch(group.Name ?? ""));
        }
        else
        {
            WriteObject(Await(Begin(() => reference.FindAsync(scim, GiveUp))));
        }
    }
}
