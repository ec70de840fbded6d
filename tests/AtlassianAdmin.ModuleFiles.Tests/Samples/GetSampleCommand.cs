using System.Management.Automation;
using System.Security;

namespace AtlassianAdmin.ModuleFiles.Tests.Samples;

/// <summary>Two parameter sets, and a parameter of every kind.</summary>
[Cmdlet(VerbsCommon.Get, "Sample", DefaultParameterSetName = "Search", SupportsShouldProcess = true)]
[OutputType(typeof(Sample))]
[OutputType(typeof(string), ParameterSetName = ["Id"])]
[OutputType(typeof(void))]
public sealed class GetSampleCommand : SampleCmdlet
{
    [Parameter]
    public int? Limit { get; set; }

    [Parameter(ParameterSetName = "Id", Mandatory = true)]
    public SecureString? Key { get; set; }

    [Parameter(ParameterSetName = "Id", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Search", Position = 1)]
    public string? Id { get; set; }

    [Parameter(ParameterSetName = "Search", Position = 0, ValueFromPipeline = true)]
    [Alias("Title", "Label")]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    [Parameter]
    [ValidateSet("open", "closed")]
    public string? State { get; set; }

    [Parameter]
    public SampleColor? Color { get; set; }

    [Parameter]
    public SampleColor[] Palette { get; set; } = [];

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public override string? Kept { get; set; }

    // Without the attribute it is no parameter, as in PowerShell.
    public override string? Dropped { get; set; }

    public string? Plain { get; set; }
}
