using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Http;
using AtlassianAdmin.Identities;
using AtlassianAdmin.Pipeline;
using Directory = AtlassianAdmin.Organizations.Directory;

namespace AtlassianAdmin.Groups;

/// <summary>Creates a group and returns it as the service has it.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Group))]
public sealed class NewAtlassianGroupCommand : ConnectedCmdlet
{
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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        try
        {
            string directoryId = Await(Begin(() => DirectoryOfAsync(client)));
            if (Used.Guard.Objection("", "creating") is { } objection)
                throw objection.With(("account", $"group {Name}"));
            if (Ask($"Create group {Name} in {Used.DisplayName}", "Create group", $"group {Name}", "creating", out _))
                WriteObject(Await(Begin(() => CreateAsync(client, directoryId))));
        }
        catch (AdminException e)
        {
            // The one state that stands in the way of creating a group is that its name is taken.
            AdminException told = e.Code == ErrorCode.Conflict ? e.As(ErrorCode.GroupExists).With(("detail", Name)) : e;
            WriteError(told.ToErrorRecord(Name));
        }
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
                ErrorCode.DirectoryNotFound, ("detail", $"-Directory must say which: {string.Join(", ", all.Select(d => $"{d.Name} ({d.DirectoryId})"))}"));
    }

    // The service documents no body for the answer, so the new group is read back by its name.
    private async Task<Group> CreateAsync(AdminClient client, string directoryId)
    {
        Change recorded = new(Name, "CreateGroup", Used.DisplayName)
        {
            Route = "Group",
            Details = new Dictionary<string, string?> { [ChangeDetail.GroupName] = Name, [ChangeDetail.DirectoryId] = directoryId },
        };
        await Used.Journal.SendAsync(recorded, () => client.Groups.CreateAsync(directoryId, Name, Description, GiveUp)).ConfigureAwait(false);
        return await ReferenceResolver.GroupAsync(client, new GroupReference(Name), directoryId, GiveUp).ConfigureAwait(false);
    }
}
