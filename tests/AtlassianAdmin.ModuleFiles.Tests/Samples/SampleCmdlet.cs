using System;
using System.Management.Automation;

namespace AtlassianAdmin.ModuleFiles.Tests.Samples;

public abstract class SampleCmdlet : PSCmdlet
{
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    [Parameter]
    public virtual string? Kept { get; set; }

    [Parameter]
    public virtual string? Dropped { get; set; }
}
