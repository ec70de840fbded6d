using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>Creating a group. The service documents no body for the answer, and searches may be behind: the group is looked for by its name until it shows.</summary>
public sealed class GroupCreation
{
    private readonly AdminClient _client;
    private readonly string _name;
    private readonly string? _description;
    private readonly IChangeJournal? _journal;

    /// <summary>Makes a creation that was not sent yet.</summary>
    /// <param name="client">The organization's client.</param>
    /// <param name="name">The name.</param>
    /// <param name="description">What it is for; null for nothing.</param>
    /// <param name="organization">How change objects name the organization.</param>
    /// <param name="journal">Keeps a record of what is sent; null for none.</param>
    public GroupCreation(AdminClient client, string name, string? description, string organization, IChangeJournal? journal = null)
    {
        _client = client;
        _name = name;
        _description = description;
        _journal = journal;
        Change = new GroupChange(name, "CreateGroup", organization) { Name = name, Route = "Group" };
    }

    /// <summary>What became of it.</summary>
    public GroupChange Change { get; }

    /// <summary>Creates the group.</summary>
    /// <param name="directoryId">The directory.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The group as the service has it; when it does not show within 30 seconds, what is known of it, with an empty id.</returns>
    /// <exception cref="AdminException">The group was not created, or nobody knows.</exception>
    public async Task<Group> RunAsync(string directoryId, CancellationToken cancellationToken)
    {
        try
        {
            Change.Details = new Dictionary<string, string?> { [ChangeDetail.GroupName] = _name, [ChangeDetail.DirectoryId] = directoryId };
            Change.Attempts = await _journal
                .SendAsync(Change, () => _client.Groups.CreateAsync(directoryId, _name, _description, cancellationToken)).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Code == ErrorCode.Conflict)
        {
            // The one state that stands in the way of creating a group is that its name is taken.
            throw e.As(ErrorCode.GroupExists).With(("detail", _name));
        }

        Change.Outcome = ChangeOutcome.Changed;
        string cause = "the service does not show it yet";
        try
        {
            foreach (TimeSpan delay in (TimeSpan[])[TimeSpan.Zero, .. GroupOperation.Patience])
            {
                if (delay > TimeSpan.Zero)
                    await _client.Options.Clock.Delay(delay, cancellationToken).ConfigureAwait(false);
                if (await FindAsync(directoryId, cancellationToken).ConfigureAwait(false) is { } group)
                {
                    Change.GroupId = group.GroupId;
                    Change.After = AccountState.Of(isThere: true, "present", "absent", group.Name);
                    Change.Verified = true;
                    return group;
                }
            }
        }
        catch (AdminException e)
        {
            // The group is there all the same: an error would say that it is not.
            cause = $"reading it back failed ({e.Code}: {e.Message})";
        }

        Change.Verified = false;
        Change.Warning = $"The group {_name} was created, but {cause}: its id is not known. Run Get-AtlassianGroup '{_name}' in a minute.";
        return new Group { Name = _name, Description = _description, DirectoryId = directoryId };
    }

    private async Task<Group?> FindAsync(string directoryId, CancellationToken cancellationToken)
    {
        var search = new GroupSearch { GroupNames = [_name], DirectoryIds = [directoryId] };
        await foreach (Group group in _client.Groups.SearchAsync(search, cancellationToken).ConfigureAwait(false))
            return group;
        return null;
    }
}
