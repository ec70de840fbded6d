using System.Collections.Generic;
using System.Management.Automation;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Accounts;

/// <summary>Gets the change objects of the last write command of this session, unfinished ones included.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianChange")]
[OutputType(typeof(Change))]
public sealed class GetAtlassianChangeCommand : AtlassianCmdlet
{
    private IReadOnlyList<Change> _changes = [];

    /// <summary>The changes of the last write command.</summary>
    [Parameter(Mandatory = true)]
    public SwitchParameter Last { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Taken before a write command further down the pipeline begins a list of its own.
        _changes = State.LastChanges;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(_changes, enumerateCollection: true);
}
