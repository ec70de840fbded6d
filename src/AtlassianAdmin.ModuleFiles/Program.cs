using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using AtlassianAdmin.ModuleFiles.Facts;
using AtlassianAdmin.ModuleFiles.Faults;
using AtlassianAdmin.ModuleFiles.Help;
using AtlassianAdmin.ModuleFiles.Pages;
using AtlassianAdmin.ModuleFiles.Views;

namespace AtlassianAdmin.ModuleFiles;

/// <summary>Makes the files of the module that are neither written by hand nor compiled: help and views.</summary>
internal static class Program
{
    /// <param name="args">The folder with the assemblies, the folder with the pages, the folder for the files.</param>
    /// <returns>0, or 1 when a page or a view does not fit the assemblies: then nothing is written.</returns>
    public static int Main(string[] args)
    {
        var faults = new List<SourceFault>();
        IReadOnlyDictionary<string, string> files = Make(args[0], args[1], faults);
        foreach (SourceFault fault in faults)
            Console.Error.WriteLine(fault);
        if (faults.Count > 0)
            return 1;

        // A page that is gone must not leave its help behind.
        if (Directory.Exists(args[2]))
            Directory.Delete(args[2], recursive: true);
        foreach ((string name, string text) in files)
        {
            string file = Path.Combine(args[2], name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            // Windows PowerShell takes a text without a mark for one in the machine's code page.
            File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }
        return 0;
    }

    /// <summary>Makes the files, by their names in the module.</summary>
    public static IReadOnlyDictionary<string, string> Make(string assemblies, string docs, ICollection<SourceFault> faults)
    {
        using var module = new ModuleMetadata(assemblies);
        var files = new Dictionary<string, string>
        {
            ["AtlassianAdmin.Format.ps1xml"] = Text(new FormatFile(module, faults).Write(ViewList.All)),
        };
        IReadOnlyList<CmdletPage> pages = CmdletPage.ReadAll(Path.Combine(docs, "cmdlets"), module.Cmdlets(), faults);
        if (faults.Count == 0)
            files["en-US/AtlassianAdmin.dll-Help.xml"] = Text(MamlFile.Write(pages));
        foreach (string topic in Directory.GetFiles(Path.Combine(docs, "about"), "about_*.md"))
        {
            string name = Path.GetFileNameWithoutExtension(topic);
            IEnumerable<Block> blocks = new MarkdownReader(topic, faults).Read();
            files[$"en-US/{name}.help.txt"] = AboutTopic.Write(name == ErrorCodes.Topic ? blocks.Concat(ErrorCodes.Blocks) : blocks);
        }
        return files;
    }

    private static string Text(XDocument document)
    {
        var text = new StringBuilder();
        // Without indentation: PowerShell reads the views at every import, and the blanks between them cost 20 of 90 ms there.
        var settings = new XmlWriterSettings { NewLineHandling = NewLineHandling.None, OmitXmlDeclaration = true };
        using (var writer = XmlWriter.Create(text, settings))
            document.Save(writer);
        return text.Append('\n').ToString();
    }
}
