using System.Management.Automation;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Accounts;

/// <summary>Gets the change objects of the last write command of this session, unfinished ones included.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianChange")]
[OutputType(typeof(Change))]
public sealed class GetAtlassianChangeCommand : AtlassianCmdlet
{
    /// <summary>The changes of the last write command.</summary>
    [Parameter(Mandatory = true)]
    public SwitchParameter Last { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(State.LastChanges, enumerateCollection: true);
}
