using System.Text;

namespace AtlassianAdmin.Reviews.Overview;

/// <summary>Puts an overview into lines that fit a window of 80 columns where the names let them.</summary>
internal static class OverviewText
{
    private const int MostShown = 10;
    private const int Indent = 14;
    private const int Width = 79;

    public static string Of(UserOverview person)
    {
        var text = new StringBuilder();
        Line(text, "", $"{person.Name ?? "(name hidden)"} <{person.Email ?? "address hidden"}> {person.AccountId}");
        Line(text, "Status", string.Join(", ", new[]
        {
            person.Status is { } status && !Same(status, person.AccountStatus) ? $"{status} in the organization" : null,
            person.AccountStatus is { } account ? $"account {account}" : null,
            person.DeactivatedOn is { } off ? $"since {UserOverview.Day(off)}" : null,
            person.MfaEnabled switch { true => "two-step verification", false => "no two-step verification", null => null },
        }.OfType<string>()));
        Line(text, "Managed by", person.ManagedBy);
        if (person.Profile is { } profile)
            Line(text, "Profile", string.Join(", ", new[] { profile.JobTitle, profile.Department, profile.Organization, profile.Location, profile.TimeZone }.Where(p => !string.IsNullOrEmpty(p))));
        Line(text, "Since", person.AddedToOrg is { } added ? UserOverview.Day(added) : "not known");
        Line(text, "Last active", person.LastActive is { } last ? $"{UserOverview.Day(last)} (up to 24 hours behind)" : "never, or not known");
        List(text, "Directories", person.Directories);
        List(text, "Groups", person.Groups);
        List(text, "Roles", person.Roles);
        List(text, "Products", person.Products);
        List(text, "API tokens", person.Tokens);
        List(text, "SCIM records", person.ScimRecords);
        List(text, "Lately", person.Events);
        foreach (string missing in person.NotRead)
            Line(text, "Not read", missing);
        Line(text, "", "What the next command would do:");
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (OverviewCommand command in person.CommandDetails)
        {
            // What stands in the way of several commands is told once.
            bool isTold = command.ErrorCode is { } code && !told.Add(code);
            Line(text, command.WouldChange switch { true => "  +", false => "  !", null => "  =" }, isTold ? $"{command.Command}: would be refused, {command.ErrorCode}, as above" : command.ToString());
            if (!isTold && command.RecommendedAction is { } next)
                Line(text, "", next);
        }

        return text.ToString().TrimEnd();
    }

    private static void List(StringBuilder text, string heading, IReadOnlyList<string>? parts)
    {
        if (parts is null)
            return;
        if (parts.Count == 0)
            Line(text, heading, "none");
        for (int index = 0; index < Math.Min(parts.Count, MostShown); index++)
            Line(text, index == 0 ? heading : "", parts[index]);
        if (parts.Count > MostShown)
            Line(text, "", $"and {parts.Count - MostShown} more");
    }

    private static void Line(StringBuilder text, string heading, string content)
    {
        // The first line is the person, and has no heading.
        int indent = text.Length == 0 ? 0 : Indent;
        int used = -1;
        foreach (string word in ShownText.Of(content).Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (used >= 0 && used + word.Length < Width)
            {
                text.Append(' ');
                used++;
            }
            else
            {
                text.Append(used < 0 ? heading.PadRight(indent) : "\n" + new string(' ', Indent));
                used = used < 0 ? indent : Indent;
            }

            text.Append(word);
            used += word.Length;
        }

        if (used >= 0)
            text.Append('\n');
    }

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
