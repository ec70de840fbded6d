using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>A cmdlet that changes groups themselves.</summary>
public abstract class GroupChangeCmdlet : ChangeCmdlet
{
    /// <summary>The group, by name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("GroupId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference[] Group { get; set; } = [];

    /// <summary>The directory of the group, by name, id or object; needed when groups of several directories bear the name.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference? Directory { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (GroupReference reference in Group)
            Add(reference);
    }

    /// <summary>What is asked for one group.</summary>
    private protected abstract GroupOperation CreateOperation(Group group);

    private protected override string Describe(PendingChange pending) => $"{pending.Question} {Who(pending)} in {Used.DisplayName}";

    private protected override string Who(PendingChange pending) => $"{pending.Target!.Name} ({pending.Target.AccountId})";

    private void Add(GroupReference reference)
    {
        AdminClient client = Client;
        string input = reference.ToString();
        try
        {
            Group group = Await(Begin(() => FindAsync(client, reference)));
            Add(new PendingChange(input, CreateOperation(group), Question) { Target = new ChangeTarget(input, group.GroupId, email: null, group.ToString()) });
        }
        catch (AdminException e)
        {
            var pending = new PendingChange(input, CreateOperation(new Group()), Question);
            pending.Settle(NotFound(pending, e));
            Add(pending);
        }
    }

    private async Task<Group> FindAsync(AdminClient client, GroupReference reference)
    {
        string? directoryId = Directory is null ? null : await ReferenceResolver.DirectoryAsync(client, Directory, GiveUp).ConfigureAwait(false);
        return await ReferenceResolver.GroupAsync(client, reference, directoryId, GiveUp).ConfigureAwait(false);
    }
}
