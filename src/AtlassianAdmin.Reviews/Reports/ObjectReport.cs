using System.Collections;
using System.Reflection;
using System.Security;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>The report of objects that no other report knows more of, such as audit events or groups: every property, as people read it.</summary>
public static class ObjectReport
{
    private const int MostBars = 20;

    // Who or what a row is about, the first that a type has.
    private static readonly string[] Subjects = ["Person", "Holder", "Email", "UserName", "DisplayName", "Name", "Label", "Action", "Check", "Path"];

    // What rows are counted by, the first that a type has.
    private static readonly string[] Kinds = ["Result", "Difference", "Action", "Status", "AccountStatus", "ClaimStatus", "Privilege", "ManagedBy", "TypeKey", "Type"];

    private static readonly Regex Word = new("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant);

    /// <summary>Whether it is an object that a command of this module returns.</summary>
    /// <param name="item">The object.</param>
    public static bool Takes(object item) =>
        (item ?? throw new ArgumentNullException(nameof(item))).GetType() is { IsPublic: true, IsEnum: false } type
        && type.Namespace?.StartsWith(nameof(AtlassianAdmin), StringComparison.Ordinal) == true;

    /// <summary>Makes the report.</summary>
    /// <param name="items">The objects, all of one type.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="title">The heading; null for the usual one.</param>
    public static Report Of(IReadOnlyList<object> items, DateTimeOffset now, string? title = null)
    {
        _ = items ?? throw new ArgumentNullException(nameof(items));
        Type type = items[0].GetType();
        PropertyInfo[] properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType != typeof(SecureString)).ToArray();
        string name = Word.Replace(type.Name, " ").ToLowerInvariant();
        string many = Plural(name);
        PropertyInfo? kind = Kinds.Select(k => Array.Find(properties, p => p.Name == k)).FirstOrDefault(p => p is not null);
        return new Report
        {
            Title = title ?? char.ToUpperInvariant(many[0]) + many.Substring(1),
            Summary = ReportText.Count(items.Count, name, many) + ".",
            Facts = [.. OrganizationsOf(items, properties), new("Reported", ReportText.Of(now))],
            Totals = [new(items.Count == 1 ? name : many, items.Count)],
            Charts = kind is null ? [] : [ChartOf(items, kind, many)],
            Details = ReportTable.Of("Everything", items, [.. ColumnsOf(properties)]),
        };
    }

    private static IEnumerable<(ReportColumn, Func<object, string?>)> ColumnsOf(PropertyInfo[] properties)
    {
        PropertyInfo? subject = Subjects.Select(s => Array.Find(properties, p => p.Name == s)).FirstOrDefault(p => p is not null);
        PropertyInfo? personName = subject?.Name is "Person" or "Email" ? Array.Find(properties, p => p.Name == "Name") : null;
        if (personName is not null)
            yield return (new("Person", ReportColumnKind.Subject), item => ReportText.Person(TextOf(personName, item), TextOf(subject!, item), ""));
        else if (subject is not null)
            // A line break of a name would part it in two lines.
            yield return (new(subject.Name, ReportColumnKind.Subject), item => TextOf(subject, item) is { } text ? ShownText.Of(text) : null);
        foreach (PropertyInfo property in properties.Where(p => p.Name != "Person" && (p != subject || personName is not null)))
        {
            bool isTold = property == personName || property == subject;
            yield return (new(property.Name, isTold ? ReportColumnKind.Data : KindOf(property)), item => TextOf(property, item));
        }
    }

    private static ReportColumnKind KindOf(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return IsForPrograms(property.Name, type) ? ReportColumnKind.Data
            : type == typeof(int) || type == typeof(long) ? ReportColumnKind.Number
            : type == typeof(DateTimeOffset) || type == typeof(bool) || type.IsEnum ? ReportColumnKind.Word
            : ReportColumnKind.Text;
    }

    // Ids, pictures, what is told again in detail, and what only the wire knows.
    private static bool IsForPrograms(string name, Type type) =>
        name is "AdditionalProperties" or "Picture" or "Avatar" or "AvatarUrls" or "Self" or "Text" or "Version" or "Schemas"
        || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Ids", StringComparison.Ordinal)
        || name.EndsWith("Detail", StringComparison.Ordinal) || name.EndsWith("Details", StringComparison.Ordinal)
        || !(type.IsValueType || type == typeof(string) || type == typeof(Uri) || typeof(IEnumerable).IsAssignableFrom(type));

    private static string? TextOf(PropertyInfo property, object item) => property.GetValue(item) switch
    {
        null => null,
        DateTimeOffset time => ReportText.Of(time),
        bool truth => ReportText.Of(truth),
        Enum word => word.ToString(),
        IFormattable number => ReportText.Of(number),
        { } other => other.ToString(),
    };

    private static IEnumerable<ReportFact> OrganizationsOf(IReadOnlyList<object> items, PropertyInfo[] properties) =>
        Array.Find(properties, p => p.Name == "Organization") is { } organization && !properties.Any(p => p.Name == "Department")
            ? ReportText.Facts(items.Select(i => ((Reviewing.ReviewContext?)null, TextOf(organization, i))))
            : Array.Find(properties, p => p.Name == "OrganizationId") is { } id
                ? ReportText.Facts(items.Select(i => ((Reviewing.ReviewContext?)null, TextOf(id, i))))
                : [];

    private static BarChart ChartOf(IReadOnlyList<object> items, PropertyInfo kind, string many) => new(
        $"{char.ToUpperInvariant(many[0])}{many.Substring(1)} by {Word.Replace(kind.Name, " ").ToLowerInvariant()}",
        [many],
        items.GroupBy(i => TextOf(kind, i) is { Length: > 0 } text ? text : "not told", StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Take(MostBars)
            .Select(g => new Bar(g.Key, isProblem: false, g.Count()))
            .ToList());

    private static string Plural(string name) =>
        name.EndsWith("y", StringComparison.Ordinal) && !name.EndsWith("ey", StringComparison.Ordinal) ? name.Substring(0, name.Length - 1) + "ies"
        : name.EndsWith("s", StringComparison.Ordinal) || name.EndsWith("x", StringComparison.Ordinal) ? name + "es"
        : name + "s";
}
