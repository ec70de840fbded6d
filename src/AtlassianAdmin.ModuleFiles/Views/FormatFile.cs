using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.ModuleFiles.Facts;
using AtlassianAdmin.ModuleFiles.Faults;

namespace AtlassianAdmin.ModuleFiles.Views;

/// <summary>The views as PowerShell reads them. They must fit the types of the module.</summary>
internal sealed class FormatFile(ModuleMetadata module, ICollection<SourceFault> faults)
{
    private const string PropertyName = "PropertyName";
    private const string TimeInList = "yyyy-MM-dd HH:mm:ss";
    // Without a type of ours: a view goes along where the module is not loaded, such as with implicit remoting.
    private static readonly string AsShown =
        $" -creplace '{ShownText.Break}', ' ' -creplace '{ShownText.Unsafe}', '{ShownText.Instead}'";

    public XDocument Write(IReadOnlyList<View> views)
    {
        foreach (View again in views.GroupBy(v => v.Type).SelectMany(g => g.Skip(1)))
            Report(again, $"{again.Type} has two views.");
        foreach (CmdletFacts cmdlet in module.Cmdlets())
        {
            foreach (TypeName type in cmdlet.Outputs.Where(t => module.IsOurs(t) && views.All(v => v.Type != t.Simple)))
                Report(views[0], $"{type.FullName} has no view. {cmdlet.Name} returns it.");
        }
        return new(new XElement("Configuration", new XElement("ViewDefinitions", views.SelectMany(Views))));
    }

    private IEnumerable<XElement> Views(View view)
    {
        if (FindType(view) is not { } type)
            return [];
        IEnumerable<string> read = view.Table.Append(view.GroupBy).OfType<Column>().Select(c => c.Name);
        foreach (string name in read.Concat(view.List).Append(view.Text).OfType<string>())
        {
            if (type.GetProperty(name) is null)
                Report(view, $"{type.FullName} has no property {name}.");
        }
        foreach (Column column in view.Table.Where(c => IsTime(type, c.Name) != c.IsTime))
        {
            Report(view, $"{type.FullName}: the column {column.Name} must be a {nameof(Column.Time)} or a {nameof(Column.Day)} "
                + "exactly if its property is a DateTimeOffset.");
        }

        foreach (string fault in TableWidth.Windows.Select(w => WidthFaults(view, w).ToList()).FirstOrDefault(f => f.Count > 0) ?? [])
            Report(view, fault);

        IEnumerable<Column> list = view.List.Select(n => IsTime(type, n) ? Column.Time(n, format: TimeInList) : Column.Property(n));
        var views = new List<XElement>
        {
            ViewElement(view.Type, type, view.GroupBy, Table(view, type)),
            ViewElement(view.Type + "List", type, null, List(list, type)),
        };
        if (view.Text is not null)
            views.Insert(0, ViewElement(view.Type + "Text", type, null, TextControl(view.Text)));
        return views;
    }

    private static IEnumerable<string> WidthFaults(View view, int window)
    {
        foreach ((Column column, int width) in view.Table.Zip(TableWidth.In(window, view.Table)))
        {
            if (width == 0 && !column.Yields)
                yield return $"{view.Type}: the column {column.Name} is left out in a window of {window} columns.";
            else if (width > 0 && width < column.Name.Length)
                yield return $"{view.Type}: the heading {column.Name} is broken in a window of {window} columns: it has {width}.";
        }
    }

    private Type? FindType(View view)
    {
        IReadOnlyList<Type> types = module.TypesNamed(view.Type);
        if (types is [Type type])
            return type;
        Report(view, types.Count == 0
            ? $"There is no public type {view.Type}."
            : $"There are several types {view.Type}: {string.Join(", ", types.Select(t => t.FullName))}.");
        return null;
    }

    private static bool IsTime(Type type, string property) =>
        type.GetProperty(property) is { } found && TypeName.Unwrap(found.PropertyType).FullName == "System.DateTimeOffset";

    private static bool IsText(Type type, string property) =>
        type.GetProperty(property) is { } found && TypeName.Unwrap(found.PropertyType) is { IsPrimitive: false, IsEnum: false } unwrapped
        && unwrapped.FullName is not ("System.DateTimeOffset" or "System.TimeSpan" or "System.Guid" or "System.Uri");

    private static XElement ViewElement(string name, Type type, Column? groupBy, XElement control) => new(
        "View",
        new XElement("Name", name),
        new XElement("ViewSelectedBy", new XElement("TypeName", type.FullName)),
        groupBy is null ? null : new XElement("GroupBy", Shown(groupBy, type), new XElement("Label", groupBy.Name)),
        control);

    private static XElement Table(View view, Type type) => new(
        "TableControl",
        new XElement("TableHeaders", view.Table.Select(c => new XElement(
            "TableColumnHeader",
            Label(c, type),
            c.Width is null ? null : new XElement("Width", c.Width),
            c.IsRightAligned ? new XElement("Alignment", "Right") : null))),
        new XElement("TableRowEntries", new XElement(
            "TableRowEntry",
            view.Wraps ? new XElement("Wrap") : null,
            new XElement("TableColumnItems", view.Table.Select(c => new XElement("TableColumnItem", Shown(c, type)))))));

    private static XElement List(IEnumerable<Column> items, Type type) => new(
        "ListControl",
        new XElement("ListEntries", new XElement("ListEntry", new XElement("ListItems", items.Select(i => new XElement(
            "ListItem",
            Label(i, type),
            Shown(i, type)))))));

    private static XElement TextControl(string property) => new(
        "CustomControl",
        new XElement("CustomEntries", new XElement("CustomEntry", new XElement(
            "CustomItem",
            new XElement("ExpressionBinding", new XElement(PropertyName, property)),
            new XElement("NewLine")))));

    // PowerShell takes the name of a property for its heading, and the file is read at every import.
    private static XElement? Label(Column column, Type type) => Shown(column, type).Name == PropertyName ? null : new XElement("Label", column.Name);

    private static XElement Shown(Column column, Type type) =>
        column.Script is not null ? new XElement("ScriptBlock", column.IsText ? $"$({column.Script})" + AsShown : column.Script)
        : IsText(type, column.Name) ? new XElement("ScriptBlock", $"$_.{column.Name}" + AsShown)
        : new XElement(PropertyName, column.Name);

    private void Report(View view, string text) => faults.Add(new(view.File, view.Line, text));
}
