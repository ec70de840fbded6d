using System.IO;
using System.Xml.Linq;

namespace AtlassianAdmin.Help.Tests;

/// <summary>What Get-Help will read about one cmdlet.</summary>
internal sealed class CmdletHelp
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private CmdletHelp(XElement element)
    {
        XElement details = element.Element(Command + "details")!;
        Cmdlet = details.Element(Command + "name")!.Value;
        Synopsis = Text(details.Element(Maml + "description"));
        Description = Text(element.Element(Maml + "description"));
        Notes = Text(element.Element(Maml + "alertSet")?.Element(Maml + "alert"));
        Parameters = element.Element(Command + "parameters")!.Elements()
            .ToDictionary(p => p.Element(Maml + "name")!.Value, p => Text(p.Element(Maml + "description")));
        Examples = element.Element(Command + "examples")!.Elements()
            .Select(e => HelpSources.Words(e.Element(Dev + "code")!.Value)).ToList();
    }

    public static IReadOnlyList<CmdletHelp> All { get; } =
        XDocument.Load(Path.Combine(HelpSources.HelpFiles, "AtlassianAdmin.dll-Help.xml")).Root!.Elements()
            .Select(e => new CmdletHelp(e)).ToList();

    public string Cmdlet { get; }

    public string Synopsis { get; }

    public string Description { get; }

    public string Notes { get; }

    public IReadOnlyDictionary<string, string> Parameters { get; }

    public IReadOnlyList<string> Examples { get; }

    private static string Text(XElement? element) =>
        HelpSources.Words(string.Join(" ", element?.Elements(Maml + "para").Select(p => p.Value) ?? []));
}
