using AtlassianAdmin.Reviews.Inactivity;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>The report of inactive people: how many seats are idle, how sure that is, and who holds them.</summary>
public static class InactivityReport
{
    private static readonly string[] Parts = ["High", "Medium", "Low"];

    private static readonly (string Label, int From, int To)[] Spans =
    [
        ("under 90 days", 0, 89),
        ("90 to 179 days", 90, 179),
        ("180 to 364 days", 180, 364),
        ("a year or more", 365, int.MaxValue),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="people">The people; whoever is in it twice counts once.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="title">The heading; null for the usual one.</param>
    public static Report Of(IReadOnlyList<InactiveUser> people, DateTimeOffset now, string? title = null)
    {
        people = (people ?? throw new ArgumentNullException(nameof(people))).GroupBy(p => p.AccountId, StringComparer.Ordinal).Select(g => g.First()).ToList();
        var seats = new IdleSeatSummary();
        foreach (InactiveUser person in people)
            seats.Add(person);
        int idle = seats.Counts.Where(c => c.Product != IdleSeatSummary.Guard).Sum(c => c.Seats);
        return new Report
        {
            Title = title ?? "Inactive people",
            Summary = $"{ReportText.Count(people.Count, "person shows", "people show")} no sign of use and {(people.Count == 1 ? "holds" : "hold")} {ReportText.Count(idle, "product seat", "product seats")}.",
            Facts = Facts(people, now).ToList(),
            Totals =
            [
                new("people", people.Count),
                new("of high confidence", people.Count(p => p.Confidence == Confidence.High)),
                new("product seats", idle),
                new("billed for Guard", people.Count(p => p.GuardBillable == true)),
            ],
            Charts = people.Count == 0 ? [] :
            [
                new("Idle seats by product and confidence", Parts, Named(seats.Counts).Select(c => new Bar(c.Label, false, c.Count.High, c.Count.Medium, c.Count.Low)).ToList()),
                new("Time since the last sign of use", ["people"], [.. Spans.Select(s => new Bar(s.Label, false, people.Count(p => p.InactiveDays >= s.From && p.InactiveDays <= s.To && p.LastSeen is not null))), new Bar("no use recorded", false, people.Count(p => p.LastSeen is null && p.Reason != InactivityReason.UseNotKnown)), new Bar("not known", false, people.Count(p => p.LastSeen is null && p.Reason == InactivityReason.UseNotKnown))]),
            ],
            Details = Details(people),
        };
    }

    /// <summary>Makes the report of idle seats by product.</summary>
    /// <param name="seats">The seats of each product instance.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="title">The heading; null for the usual one.</param>
    public static Report Of(IReadOnlyList<IdleSeatCount> seats, DateTimeOffset now, string? title = null)
    {
        _ = seats ?? throw new ArgumentNullException(nameof(seats));
        int idle = seats.Where(c => c.Product != IdleSeatSummary.Guard).Sum(c => c.Seats);
        return new Report
        {
            Title = title ?? "Idle seats by product",
            Summary = $"{ReportText.Count(idle, "product seat is", "product seats are")} idle.",
            Facts = [new("Reported", ReportText.Of(now))],
            Totals = [new("product seats", idle), new("of high confidence", seats.Where(c => c.Product != IdleSeatSummary.Guard).Sum(c => c.High)), new("billed for Guard", seats.Where(c => c.Product == IdleSeatSummary.Guard).Sum(c => c.Seats))],
            Charts = seats.Count == 0 ? [] : [new("Idle seats by product and confidence", Parts, Named(seats).Select(c => new Bar(c.Label, false, c.Count.High, c.Count.Medium, c.Count.Low)).ToList())],
            Details = ReportTable.Of(
                "Every product, the most idle seats first",
                seats,
                (new("Product", ReportColumnKind.Subject), (IdleSeatCount c) => ShownText.Of(c.Product)),
                (new("Site"), c => c.Site),
                (new("Seats", ReportColumnKind.Number), c => ReportText.Of(c.Seats)),
                (new("High", ReportColumnKind.Number), c => ReportText.Of(c.High)),
                (new("Medium", ReportColumnKind.Number), c => ReportText.Of(c.Medium)),
                (new("Low", ReportColumnKind.Number), c => ReportText.Of(c.Low)),
                (new("ResourceId", ReportColumnKind.Data), c => c.ResourceId)),
        };
    }

    private static IEnumerable<ReportFact> Facts(IReadOnlyList<InactiveUser> people, DateTimeOffset now)
    {
        foreach (ReportFact fact in ReportText.Facts(people.Select(p => (p.Context, p.OrganizationId))))
            yield return fact;
        yield return new("Reported", ReportText.Of(now));
        if (people.Count > 0)
            yield return new("Use is known until", ReportText.Of(people.Min(p => p.DataAsOf)));
        yield return new("Confidence", "High: everything that can be asked says so. Medium: something is missing. Low: hardly anything is known; look before you act.");
    }

    private static ReportTable Details(IReadOnlyList<InactiveUser> people) => ReportTable.Of(
        "Everybody, the longest without use first",
        people.OrderByDescending(p => p.InactiveDays ?? -1).ThenBy(p => p.Email, StringComparer.OrdinalIgnoreCase),
        (new("Person", ReportColumnKind.Subject), p => ReportText.Person(p.Name, p.Email, p.AccountId)),
        (new("AccountId", ReportColumnKind.Data), (InactiveUser p) => p.AccountId),
        (new("Email", ReportColumnKind.Data), p => p.Email),
        (new("Name", ReportColumnKind.Data), p => p.Name),
        (new("Status"), p => p.Status),
        (new("Managed", ReportColumnKind.Data), p => ReportText.Of(p.IsManaged)),
        (new("Reason", ReportColumnKind.Data), p => p.Reason.ToString()),
        (new("Days", ReportColumnKind.Number), p => ReportText.Of(p.InactiveDays)),
        (new("Confidence"), p => p.Confidence.ToString()),
        (new("Seats"), p => p.SeatDetails.ToString()),
        (new("Guard"), p => ReportText.Of(p.GuardBillable)),
        (new("Why"), p => p.Why),
        (new("LastActive", ReportColumnKind.Data), p => ReportText.Of(p.LastActive)),
        (new("LastTokenUse", ReportColumnKind.Data), p => ReportText.Of(p.LastTokenUse)),
        (new("AddedToOrg", ReportColumnKind.Data), p => ReportText.Of(p.AddedToOrg)),
        (new("DataAsOf", ReportColumnKind.Data), p => ReportText.Of(p.DataAsOf)));

    /// <summary>A product with the site that it is on; with the end of its id where two would have one name.</summary>
    internal static IEnumerable<(string Label, IdleSeatCount Count)> Named(IReadOnlyList<IdleSeatCount> counts)
    {
        ILookup<string, IdleSeatCount> names = counts.ToLookup(NameOf, StringComparer.OrdinalIgnoreCase);
        return counts.Select(c => (names[NameOf(c)].Count() > 1 && c.ResourceId is { } id ? $"{NameOf(c)} …{id.Substring(Math.Max(0, id.Length - 4))}" : NameOf(c), c));
    }

    private static string NameOf(IdleSeatCount count) => count.Site is null ? count.Product : $"{count.Product} on {count.Site}";
}
