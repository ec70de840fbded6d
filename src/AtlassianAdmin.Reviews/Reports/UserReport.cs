using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>The report of people: one row each, with groups, and for each product whether the person can use it and when that was last.</summary>
public static class UserReport
{
    /// <summary>Makes the report. It has what the people were asked with: groups and products only where they were expanded.</summary>
    /// <param name="people">The people.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="title">The heading; null for the usual one.</param>
    public static Report Of(IReadOnlyList<User> people, DateTimeOffset now, string? title = null)
    {
        _ = people ?? throw new ArgumentNullException(nameof(people));
        IReadOnlyList<ProductColumn> products = ProductColumn.Of(people);
        return new Report
        {
            Title = title ?? "People",
            Summary = ReportText.Count(people.Count, "person.", "people."),
            Facts = [.. ReportText.Facts(people.Select(p => ((Reviewing.ReviewContext?)null, p.OrganizationId))), new("Reported", ReportText.Of(now))],
            Totals =
            [
                new("people", people.Count),
                .. people.GroupBy(p => p.Status ?? "not told", StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => new ReportTotal(g.Key, g.Count())),
            ],
            Charts = products.Count == 0 ? [] :
            [
                new("People by product", ["people"], products.Select(c => new Bar(c.Label, false, people.Count(p => c.Find(p) is not null))).ToList()),
            ],
            Details = ReportTable.Of("Everybody", people, [.. Columns(), .. products.SelectMany(ColumnsOf)]),
        };
    }

    /// <summary>Makes a table with the columns of the users export of admin.atlassian.com: one row a person, or one a person and group where groups were expanded.</summary>
    /// <param name="people">The people.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="title">The heading; null for the usual one.</param>
    public static Report AsConsoleExport(IReadOnlyList<User> people, DateTimeOffset now, string? title = null)
    {
        Report report = Of(people, now, title);
        bool byGroup = people.Any(p => p.Groups is not null);
        (ReportColumn, Func<(User User, UserGroup? Group), string?>)[] groups = byGroup ? [(new("Group id"), r => r.Group?.GroupId), (new("Group name"), r => r.Group?.Name)] : [];
        return new Report
        {
            Title = report.Title,
            Summary = report.Summary,
            Facts = report.Facts,
            Totals = report.Totals,
            Charts = report.Charts,
            Details = ReportTable.Of(
                "Everybody",
                people.SelectMany(p => (p.Groups ?? []).Select(g => (User: p, Group: (UserGroup?)g)).DefaultIfEmpty((p, null))),
                [
                    .. groups,
                    (new("User id"), r => r.User.AccountId),
                    (new("User name", ReportColumnKind.Subject), r => r.User.Name is { } name ? ShownText.Of(name) : null),
                    (new("email"), r => r.User.Email),
                    (new("User status"), r => ConsoleWords.Status(r.User.Status)),
                    (new("Added to org"), r => ConsoleWords.Day(r.User.AddedToOrg)),
                    (new("Org role"), r => ConsoleWords.Role(r.User.PlatformRoles)),
                    .. ProductColumn.Of(people).SelectMany(ConsoleColumnsOf),
                ]),
        };
    }

    private static (ReportColumn, Func<User, string?>)[] Columns() =>
    [
        (new("Person", ReportColumnKind.Subject), p => ReportText.Person(p.Name, p.Email, p.AccountId)),
        (new("AccountId", ReportColumnKind.Data), p => p.AccountId),
        (new("Email", ReportColumnKind.Data), p => p.Email),
        (new("Name", ReportColumnKind.Data), p => p.Name),
        (new("Status"), p => p.Status),
        (new("AccountStatus", ReportColumnKind.Data), p => p.AccountStatus),
        (new("MembershipStatus", ReportColumnKind.Data), p => p.MembershipStatus),
        (new("ClaimStatus"), p => p.ClaimStatus),
        (new("ManagementSource", ReportColumnKind.Data), p => p.ManagementSource),
        (new("EmailVerified", ReportColumnKind.Data), p => ReportText.Of(p.EmailVerified)),
        (new("MfaEnabled"), p => ReportText.Of(p.MfaEnabled)),
        (new("JobTitle", ReportColumnKind.Data), p => p.JobTitle),
        (new("Department"), p => p.Department),
        (new("Location", ReportColumnKind.Data), p => p.Location),
        (new("AddedToOrg", ReportColumnKind.Word), p => ReportText.Day(p.AddedToOrg)),
        (new("DeactivatedOn", ReportColumnKind.Word), p => ReportText.Day(p.DeactivatedOn)),
        (new("LastActive", ReportColumnKind.Word), p => ReportText.Day(p.LastActive)),
        (new("PlatformRoles"), p => p.PlatformRoles?.ToString()),
        (new("MemberOf"), p => p.MemberOf),
        (new("Groups"), p => p.Groups?.ToString()),
    ];

    private static (ReportColumn, Func<User, string?>)[] ColumnsOf(ProductColumn product) =>
    [
        (new(product.Label, ReportColumnKind.Word), p => p.ProductAccess is null ? null : ReportText.Of(product.Find(p) is not null)),
        (new($"Last active in {product.Label}", ReportColumnKind.Word), p => product.Find(p) is { } used ? used.LastActive is { } last ? ReportText.Day(last) : "never" : null),
    ];

    private static (ReportColumn, Func<(User User, UserGroup? Group), string?>)[] ConsoleColumnsOf(ProductColumn product) =>
    [
        (new(product.ConsoleLabel), r => product.Find(r.User) is null ? "None" : "User"),
        (new($"Last seen in {product.ConsoleLabel}"), r => product.Find(r.User)?.LastActive is { } last ? ConsoleWords.Day(last) : "Never accessed"),
    ];
}
