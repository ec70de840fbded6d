using System.Collections.Generic;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading.Tasks;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Identities;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Groups;

/// <summary>A cmdlet that changes groups themselves, one after the other.</summary>
public abstract class GroupChangeCmdlet : ConnectedCmdlet
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

    /// <summary>Returns a change object for each group.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The words of the question, such as <c>Delete group</c>.</summary>
    private protected abstract string Question { get; }

    /// <summary>The words in sentences, such as <c>deleting</c>.</summary>
    private protected abstract string Gerund { get; }

    /// <summary>The word in change objects.</summary>
    private protected abstract string Action { get; }

    private protected virtual bool Deletes => false;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (GroupReference reference in Group)
            ChangeOne(reference);
    }

    private void ChangeOne(GroupReference reference)
    {
        AdminClient client = Client;
        var change = new GroupChange(reference.ToString(), Action, Used.DisplayName);
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            Group group = Await(Begin(() => FindAsync(client, reference)));
            change.GroupId = group.GroupId;
            change.Name = group.Name;
            string what = $"{Question} {group} ({group.GroupId}) in {Used.DisplayName}";
            AdminException? objection = Used.Guard.Objection("", Gerund)?.With(("account", $"group {group}")) ?? GroupLock.Objection(group, Deletes);
            string expectation = objection is null ? "" : $" - would be refused, {objection.Code}: {objection.Message}";
            if (!Ask(what + expectation, Question, group.ToString(), Question, out ShouldProcessReason reason))
            {
                change.Outcome = reason == ShouldProcessReason.WhatIf ? ChangeOutcome.WhatIf : ChangeOutcome.Skipped;
                change.ErrorCode = reason == ShouldProcessReason.WhatIf ? objection?.Code : null;
            }
            else if (objection is not null)
            {
                throw objection;
            }
            else
            {
                Change recorded = new(change.Input, Action, Used.DisplayName) { Route = "Group", Details = DetailsOf(group) };
                change.Attempts = Await(Begin(() => Used.Journal.SendAsync(recorded, () => SendAsync(client, group))));
                change.Outcome = ChangeOutcome.Changed;
            }
        }
        catch (AdminException e)
        {
            change.Outcome = e.IsAmbiguous ? ChangeOutcome.Unknown : ChangeOutcome.Failed;
            change.ErrorCode = e.Code;
            change.ErrorMessage = e.Message;
            change.RecommendedAction = e.Remedy;
            change.Attempts = e.Attempts;
            WriteError(e.ToErrorRecord(reference.ToString()));
        }

        change.Duration = watch.Elapsed;
        if (PassThru)
            WriteObject(change);
    }

    /// <summary>What is asked, as a journal keeps it.</summary>
    private protected virtual Dictionary<string, string?> DetailsOf(Group group) => new()
    {
        [ChangeDetail.GroupId] = group.GroupId,
        [ChangeDetail.GroupName] = group.Name,
        [ChangeDetail.DirectoryId] = group.DirectoryId,
    };

    /// <summary>Sends the change.</summary>
    /// <returns>How often it was sent.</returns>
    private protected abstract Task<int> SendAsync(AdminClient client, Group group);

    private async Task<Group> FindAsync(AdminClient client, GroupReference reference)
    {
        string? directoryId = Directory is null ? null : await ReferenceResolver.DirectoryAsync(client, Directory, GiveUp).ConfigureAwait(false);
        return await ReferenceResolver.GroupAsync(client, reference, directoryId, GiveUp).ConfigureAwait(false);
    }
}
