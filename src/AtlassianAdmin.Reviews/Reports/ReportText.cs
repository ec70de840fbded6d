using System.Globalization;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>Turns values into the words of a report.</summary>
internal static class ReportText
{
    public static string Of(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";

    public static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Of(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    public static string Of(bool? value) => value switch { true => "yes", false => "no", null => "" };

    public static string Count(int count, string one, string many) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";

    /// <summary>A person in two lines: the name, and the address below it; in one where only one is known.</summary>
    public static string Person(string? name, string? email, string id) =>
        string.IsNullOrEmpty(name) ? ShownText.Of(email ?? id) : $"{ShownText.Of(name!)}\n{ShownText.Of(email ?? id)}";
}
