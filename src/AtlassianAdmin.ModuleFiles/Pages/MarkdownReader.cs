using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using AtlassianAdmin.ModuleFiles.Faults;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AtlassianAdmin.ModuleFiles.Pages;

/// <summary>Reads a page into blocks of plain text, which is all that Get-Help can show.</summary>
internal sealed class MarkdownReader(string file, ICollection<SourceFault> faults)
{
    // Without it only whole blocks know their lines.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    public IReadOnlyList<Block> Read() =>
        Markdown.Parse(File.ReadAllText(file), Pipeline).Select(ReadBlock).OfType<Block>().ToList();

    private Block? ReadBlock(Markdig.Syntax.Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                return new(BlockKind.Heading, LineOf(block), [Text(heading.Inline)], heading.Level);
            case ParagraphBlock paragraph:
                return new(BlockKind.Text, LineOf(block), [Text(paragraph.Inline)]);
            case ListBlock list:
                return new(BlockKind.List, LineOf(block), list.Cast<ListItemBlock>().Select((item, index) => Item(list, item, index)).ToList());
            case FencedCodeBlock code:
                return new(BlockKind.Code, LineOf(block), code.Lines.ToString().Split('\n'));
            case HtmlBlock { Type: HtmlBlockType.Comment } or LinkReferenceDefinitionGroup:
                return null;
            default:
                Refuse(block);
                return null;
        }
    }

    private string Item(ListBlock list, ListItemBlock item, int index)
    {
        string mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{index + 1}. ") : "- ";
        return mark + string.Join(' ', item.Select(ItemText));
    }

    private string ItemText(Markdig.Syntax.Block block)
    {
        if (block is ParagraphBlock paragraph)
            return Text(paragraph.Inline);
        Refuse(block);
        return "";
    }

    private string Text(ContainerInline? inlines) => string.Concat((inlines ?? []).Select(Text));

    private string Text(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                return literal.Content.ToString();
            case CodeInline code:
                return code.Content;
            case LineBreakInline:
                return " ";
            case AutolinkInline auto:
                return auto.Url;
            case LinkInline link:
                string text = Text((ContainerInline)link);
                return IsWeb(link.Url) && link.Url != text ? $"{text} ({link.Url})" : text;
            case EmphasisInline emphasis:
                return Text((ContainerInline)emphasis);
            default:
                Refuse(inline);
                return "";
        }
    }

    private static bool IsWeb(string? url) =>
        url is not null && (url.StartsWith("https:", StringComparison.Ordinal) || url.StartsWith("http:", StringComparison.Ordinal));

    private void Refuse(MarkdownObject thing) =>
        faults.Add(new(file, LineOf(thing), $"Get-Help cannot show this Markdown ({thing.GetType().Name})."));

    private static int LineOf(MarkdownObject thing) => thing.Line + 1;
}
