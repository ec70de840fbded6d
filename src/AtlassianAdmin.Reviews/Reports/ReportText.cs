using System.Globalization;
using AtlassianAdmin.Changes.Approval;
using AtlassianAdmin.Reviews.Reviewing;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>Turns values into the words of a report.</summary>
internal static class ReportText
{
    public static string Of(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";

    public static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Of(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    public static string Of(bool? value) => value switch { true => "yes", false => "no", null => "" };

    public static string Count(int count, string one, string many) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";

    /// <summary>Where a review looked, who asked and how; an id only where no name is known.</summary>
    public static IEnumerable<ReportFact> Facts(IEnumerable<(ReviewContext? Context, string? OrganizationId)> reviews)
    {
        (ReviewContext? Context, string? OrganizationId)[] all = reviews.Distinct().ToArray();
        (string Label, IEnumerable<string?> Values)[] facts =
        [
            ("Organization", all.Select(a => a.Context?.Organization ?? a.OrganizationId)),
            ("Operator", all.Select(a => a.Context?.Operator)),
            ("Parameters", all.Select(a => a.Context?.Parameters)),
        ];
        return facts
            .Select(f => new ReportFact(f.Label, string.Join(", ", f.Values.Where(v => !string.IsNullOrEmpty(v)).Distinct())))
            .Where(f => f.Value.Length > 0);
    }

    /// <summary>Who approved a plan, when by whose clock, and by which chain of certificates.</summary>
    public static IEnumerable<(string Label, Func<T, string?> Value)> ApprovalFacts<T>(Func<T, PlanApproval?> approvalOf) =>
    [
        ("Approved by", t => approvalOf(t)?.ToString()),
        ("Approved at, by the signer's own clock", t => approvalOf(t)?.SignedAt is { } signed ? Of(signed) : null),
        ("Chain", t => approvalOf(t) is { } approval ? string.Join(", issued by ", approval.Chain) + (approval.IsTrusted ? "" : " (not trusted here)") : null),
    ];

    /// <summary>A person in two lines: the name, and the address below it; in one where only one is known.</summary>
    public static string Person(string? name, string? email, string id) =>
        string.IsNullOrEmpty(name) ? ShownText.Of(email ?? id) : $"{ShownText.Of(name!)}\n{ShownText.Of(email ?? id)}";
}
