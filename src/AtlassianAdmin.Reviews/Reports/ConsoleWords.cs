using System.Globalization;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>The words of the users export of admin.atlassian.com.</summary>
internal static class ConsoleWords
{
    public static string Status(string? status) => status switch
    {
        "active" => "Active",
        "suspended" => "Suspended",
        "deactivated" => "Deactivated",
        "not_invited" => "Not invited",
        "for_deletion" => "Scheduled for deletion",
        _ => status ?? "",
    };

    public static string Role(IReadOnlyList<string>? roles) => roles is null ? "" : roles.Contains(Client.Roles.Role.OrganizationAdmin) ? "Organization admin" : "User";

    public static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("dd MMM yyyy", CultureInfo.InvariantCulture) ?? "";

    public static string Product(string? key) => key switch
    {
        "jira-software" => "Jira",
        "jira-servicedesk" or "jira-servicemanagement" => "Jira Service Management",
        "jira-product-discovery" => "Jira Product Discovery",
        "jira-core" => "Jira Work Management",
        null => "",
        _ => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(key.Replace('-', ' ')),
    };
}
