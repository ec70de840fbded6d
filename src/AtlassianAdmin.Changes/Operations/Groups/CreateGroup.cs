using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>Creates a group. The service documents no body for the answer, and searches may be behind: the group is looked for by its name until it shows.</summary>
/// <param name="GroupName">The name.</param>
/// <param name="Description">What it is for; null for nothing.</param>
/// <param name="DirectoryId">The directory.</param>
public sealed record CreateGroup(string GroupName, string? Description, string DirectoryId) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new CreateGroupOperation(this, subject, clients);
}

internal sealed class CreateGroupOperation(CreateGroup spec, Subject subject, ConnectedClients clients) : Operation<GroupState>(spec, subject)
{
    private GroupsClient Groups => clients.Organization.Groups;

    private TimeProvider Clock => clients.Organization.Options.Clock;

    private Group? _made;

    public override string Action => "CreateGroup";

    public override string Gerund => "creating";

    public override string Route => "Group";

    public override string Target => spec.GroupName;

    public override string Noun => "group";

    public override Touched Touches => Touched.Nobody;

    public override string Effect => $"Create the group {Target}";

    internal override bool IsCreation => true;

    internal override object? Created => _made;

    internal override string? ExclusiveTarget => $"{spec.GroupName} in {spec.DirectoryId}";

    internal override async Task<AdminException?> PreviewAsync(State? before, CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken).ConfigureAwait(false) is null ? null : new AdminException(ErrorCode.GroupExists, ("detail", spec.GroupName));

    internal override async Task<Completion?> CompleteAsync(CancellationToken cancellationToken)
    {
        string cause = "the service does not show it yet";
        try
        {
            foreach (TimeSpan delay in (TimeSpan[])[TimeSpan.Zero, .. GroupOperation<GroupState>.Patience])
            {
                if (delay > TimeSpan.Zero)
                    await Clock.Delay(delay, cancellationToken).ConfigureAwait(false);
                if (await FindAsync(cancellationToken).ConfigureAwait(false) is not { } group)
                    continue;
                _made = group;
                return new Completion { After = new GroupState(IsPresent: true) { GroupName = group.Name }, Verified = true, TargetId = group.GroupId };
            }
        }
        catch (AdminException e)
        {
            // The group is there all the same: an error would say that it is not.
            cause = $"reading it back failed ({e.Code}: {e.Message})";
        }

        return new Completion
        {
            Verified = false,
            Warning = $"The group {spec.GroupName} was created, but {cause}: its id is not known. Run Get-AtlassianGroup '{spec.GroupName}' in a minute.",
        };
    }

    private protected override async Task<int> SendAsync(GroupState? before, CancellationToken cancellationToken)
    {
        try
        {
            int attempts = await Groups.CreateAsync(spec.DirectoryId, spec.GroupName, spec.Description, cancellationToken).ConfigureAwait(false);
            _made = new Group { Name = spec.GroupName, Description = spec.Description, DirectoryId = spec.DirectoryId };
            return attempts;
        }
        catch (AdminException e) when (e.Code == ErrorCode.Conflict)
        {
            // The one state that stands in the way of creating a group is that its name is taken.
            throw e.As(ErrorCode.GroupExists).With(("detail", spec.GroupName));
        }
    }

    private protected override async Task<GroupState> ReadStateAsync(CancellationToken cancellationToken) =>
        new(await FindAsync(cancellationToken).ConfigureAwait(false) is not null);

    private protected override bool IsReached(GroupState state) => state.IsPresent;

    private protected override Inverse InverseTo(GroupState before) => InverseWithoutState();

    private protected override Inverse InverseWithoutState() => Inverse.None("a group that was made is not deleted by undoing; Remove-AtlassianGroup deletes it");

    private async Task<Group?> FindAsync(CancellationToken cancellationToken)
    {
        var search = new GroupSearch { GroupNames = [spec.GroupName], DirectoryIds = [spec.DirectoryId] };
        await foreach (Group group in Groups.SearchAsync(search, cancellationToken).ConfigureAwait(false))
            return group;
        return null;
    }
}
