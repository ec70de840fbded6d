namespace AtlassianAdmin.ModuleFiles.Tests.Samples;

public enum SampleColor
{
    Red,
    Green,
}
