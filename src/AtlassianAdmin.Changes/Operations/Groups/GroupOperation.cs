using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>One kind of change to one group.</summary>
public abstract class GroupOperation : ChangeOperation
{
    private protected GroupOperation(Group group) => Group = group;

    /// <inheritdoc/>
    public override string Route => "Group";

    /// <summary>The group as the service told it: its own directory is written to.</summary>
    private protected Group Group { get; }

    /// <summary>How long to wait before each look: as long as the service says that a role may take. Source: organization document, role-assignments.</summary>
    internal static IReadOnlyList<TimeSpan> Patience { get; } = Seconds(1, 2, 4, 8, 8, 8);

    internal override IReadOnlyList<TimeSpan> VerificationDelays => Patience;

    internal override Change NewChange(string input, string organization) => new GroupChange(input, Action, organization) { Route = Route, Details = Details };

    internal override IReadOnlyDictionary<string, string?> Details => new Dictionary<string, string?>
    {
        [ChangeDetail.GroupId] = Group.GroupId,
        [ChangeDetail.GroupName] = Group.Name,
        [ChangeDetail.DirectoryId] = Group.DirectoryId,
    };

    // A group without a directory cannot be written to, whatever is asked.
    internal override AdminException? Fault => GroupLock.Unaddressable(Group);
}
