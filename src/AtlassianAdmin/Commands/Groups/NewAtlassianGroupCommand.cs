using System.Diagnostics;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using Directory = AtlassianAdmin.Client.Organizations.Directory;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Creates a group and returns it as the service has it, which may take it 30 seconds to show.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Group))]
public sealed class NewAtlassianGroupCommand : WriteCmdlet
{
    private readonly List<GroupChange> _changes = [];

    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>What it is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Description { get; set; }

    /// <summary>The directory, by name, id or object; needed when the organization has several.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference? Directory { get; set; }

    private protected override IReadOnlyList<Change> Changes => _changes;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var creation = new GroupCreation(Client, Name, Description, Used.DisplayName, Used.Journal);
        GroupChange change = creation.Change;
        _changes.Add(change);
        var watch = Stopwatch.StartNew();
        Group? group = null;
        try
        {
            string directoryId = Await(Begin(() => DirectoryOfAsync(Client)));
            if (Used.Guard.Objection(null, "creating") is { } objection)
                throw objection.With(("account", $"group {Name}"));
            if (Ask($"Create group {Name} in {Used.DisplayName}", "Create group", $"group {Name}", "creating", out ShouldProcessReason reason))
                group = Await(Begin(() => creation.RunAsync(directoryId, GiveUp)));
            else if (reason == ShouldProcessReason.WhatIf)
                change.Outcome = ChangeOutcome.WhatIf;
        }
        catch (AdminException e)
        {
            change.Fail(e.IsAmbiguous ? ChangeOutcome.Unknown : ChangeOutcome.Failed, e);
            WriteError(e.ToErrorRecord(this, Name));
        }
        catch (RequestStoppedException e) when (NothingNew.IsCancellationRequested)
        {
            change.AsUnknown(e.MayHaveArrived);
        }

        change.Duration = watch.Elapsed;
        if (change.Warning is { } warning)
            WriteWarning(warning);
        if (group is not null)
            WriteObject(group);
    }

    private async Task<string> DirectoryOfAsync(AdminClient client)
    {
        if (Directory is not null)
            return await ReferenceResolver.DirectoryAsync(client, Directory, GiveUp).ConfigureAwait(false);
        List<Directory> all = await Paging
            .ToListAsync(client.Organizations.GetDirectoriesAsync(cancellationToken: GiveUp)).ConfigureAwait(false);
        return all.Count == 1
            ? all[0].DirectoryId
            : throw new AdminException(
                ErrorCode.DirectoryNotFound, ("detail", $"-Directory must say which: {string.Join(", ", all.ConvertAll(d => $"{d.Name} ({d.DirectoryId})"))}"));
    }
}
