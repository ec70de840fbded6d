using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Commands.Users;

/// <summary>A cmdlet that changes the membership of people in directories.</summary>
public abstract class DirectoryUserChangeCmdlet : AccountChangeCmdlet
{
    private IReadOnlyList<string>? _directoryIds;

    /// <summary>The directories, by name, id or object.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference[]? Directory { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        AdminClient client = Client;
        _directoryIds = Run(() => ReferenceResolver.DirectoriesAsync(client, Directory, GiveUp));
    }

    /// <summary>What is asked in those directories; null stands for every one that the person is in.</summary>
    private protected abstract AccountOperation CreateOperation(IReadOnlyList<string>? directoryIds);

    private protected override AccountOperation CreateOperation(UserIdentity identity) => CreateOperation(_directoryIds);
}
