using System.Xml;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>Elements of HTML, written so that a browser reads them as they are meant: only void elements may close themselves.</summary>
internal static class HtmlWriting
{
    public static void Start(this XmlWriter page, string name, params (string Name, string Value)[] attributes)
    {
        page.WriteStartElement(name);
        foreach ((string attribute, string value) in attributes)
            page.WriteAttributeString(attribute, ShownText.Of(value));
    }

    public static void End(this XmlWriter page) => page.WriteFullEndElement();

    public static void Element(this XmlWriter page, string name, string text, params (string Name, string Value)[] attributes)
    {
        page.Start(name, attributes);
        page.WriteString(ShownText.Of(text));
        page.End();
    }

    public static void Void(this XmlWriter page, string name, params (string Name, string Value)[] attributes)
    {
        page.Start(name, attributes);
        page.WriteEndElement();
    }
}
