namespace AtlassianAdmin.ModuleFiles.Faults;

/// <summary>What is wrong with a page or a view, and where. The build shows it as an error with file and line.</summary>
internal sealed record SourceFault(string File, int Line, string Text)
{
    public override string ToString() => $"{File}({Line}): error MODULE: {Text}";
}
