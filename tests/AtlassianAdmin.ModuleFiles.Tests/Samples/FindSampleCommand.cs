using System.Management.Automation;

namespace AtlassianAdmin.ModuleFiles.Tests.Samples;

/// <summary>No parameter set, paging, and an output that is known by its name only.</summary>
[Cmdlet(VerbsCommon.Find, "Sample", SupportsPaging = true)]
[OutputType("System.IO.FileInfo")]
public sealed class FindSampleCommand : PSCmdlet
{
    [Parameter(ParameterSetName = ParameterAttribute.AllParameterSets, Position = 0)]
    public SampleColor Color { get; set; }
}
