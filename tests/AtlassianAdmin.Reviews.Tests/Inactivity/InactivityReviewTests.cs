using System.Globalization;
using System.Net.Http;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Tests;
using AtlassianAdmin.Client.Tests.Http;
using AtlassianAdmin.Reviews.Inactivity;
using AtlassianAdmin.Reviews.Reports;
using AtlassianAdmin.Reviews.Reviewing;

namespace AtlassianAdmin.Reviews.Tests.Inactivity;

/// <summary>What the review makes of replies that a sandbox does not give: odd dates, dates without a time, refusals of one person.</summary>
public sealed class InactivityReviewTests
{
    private readonly List<string> _warnings = [];

    [Theory]
    [InlineData("""{"added_to_org":"{5}"}""")]
    [InlineData("""{"added_to_org":"{5}","added_to_org_timestamp":null}""")]
    [InlineData("""{"added_to_org":"not a date","added_to_org_timestamp":"{5}T08:00:00Z"}""")]
    public async Task Somebody_added_five_days_ago_is_not_idle_for_ninety(string activity) =>
        Assert.Empty(await FindAsync(User("one"), activity));

    [Fact]
    public async Task Somebody_added_a_year_ago_is() =>
        Assert.Equal(InactivityReason.NoRecordedUse, Assert.Single(await FindAsync(User("one"), """{"added_to_org":"{365}"}""")).Reason);

    [Theory]
    [InlineData("""{"product_access":[{"key":"jira-software","last_active":"yesterday"}],"added_to_org":"{365}"}""")]
    [InlineData("""{"product_access":[{"key":"jira-software","last_active_timestamp":"31/12/2026"}],"added_to_org":"{365}"}""")]
    [InlineData("""{"product_access":[],"added_to_org":"soon"}""")]
    public async Task An_unreadable_date_is_not_known_and_never_never(string activity)
    {
        InactiveUser found = Assert.Single(await FindAsync(User("one"), activity));

        Assert.Equal((InactivityReason.UseNotKnown, Confidence.Low), (found.Reason, found.Confidence));
        Assert.DoesNotContain("No use is recorded", found.Why, StringComparison.Ordinal);
        Assert.Contains("is not known", found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_date_of_a_list_is_told_anew_by_the_persons_own_activity()
    {
        string user = """{"accountId":"one","status":"active","claimStatus":"managed","addedToOrg":"{400}T00:00:00Z","productAccess":[{"key":"jira-software","lastActiveTimestamp":"?"}]}""";

        Assert.Equal(InactivityReason.NoRecentUse, Assert.Single(await FindAsync(user, """{"product_access":[{"key":"jira-software","last_active":"{200}"}]}""")).Reason);
        Assert.Equal(InactivityReason.UseNotKnown, Assert.Single(await FindAsync(user, activity: null, listsOnly: true)).Reason);
    }

    [Fact]
    public async Task An_unreadable_date_of_a_token_is_not_known()
    {
        InactiveUser found = Assert.Single(await FindAsync(
            User("one"), """{"added_to_org":"{365}"}""", tokens: """{"id":"t","label":"l","status":"ALLOWED","lastActiveAt":17,"user":{"id":"one"}}"""));

        Assert.Equal(InactivityReason.UseNotKnown, found.Reason);
    }

    [Theory]
    [InlineData(90, true)]
    [InlineData(91, false)]
    public async Task A_date_without_a_time_counts_to_its_end(int days, bool isAlive)
    {
        // Ninety days ago, at the end of that day, is less than ninety days ago.
        string activity = """{"product_access":[{"key":"confluence","last_active":"{D}"}],"added_to_org":"{400}"}""".Replace("D", days.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        IReadOnlyList<InactiveUser> found = await FindAsync(User("one"), activity);

        Assert.Equal(isAlive, found.Count == 0);
    }

    [Fact]
    public async Task One_refusal_ends_nothing_for_the_others()
    {
        string users = string.Join(",", Enumerable.Range(1, 30).Select(n => User("person" + n)));

        IReadOnlyList<InactiveUser> found = await FindAsync(users, """{"added_to_org":"{365}"}""", refuses: id => id == "person2");

        Assert.Equal(30, found.Count);
        Assert.Empty(_warnings);
        Assert.Equal("person2", Assert.Single(found, f => f.Why.Contains("could not be read (", StringComparison.Ordinal)).AccountId);
    }

    [Fact]
    public async Task Where_nobody_is_answered_nobody_more_is_asked()
    {
        string users = string.Join(",", Enumerable.Range(1, 60).Select(n => User("person" + n)));
        int asked = 0;

        IReadOnlyList<InactiveUser> found = await FindAsync(users, "{}", refuses: _ => Interlocked.Increment(ref asked) > 0);

        Assert.Equal(60, found.Count);
        Assert.InRange(asked, 10, 30);
        Assert.Single(_warnings);
    }

    [Fact]
    public async Task The_page_says_where_who_and_how()
    {
        IReadOnlyList<InactiveUser> found = await FindAsync(User("one"), """{"added_to_org":"{365}"}""");

        IReadOnlyList<ReportFact> facts = InactivityReport.Of(found, DateTimeOffset.UtcNow).Facts;

        Assert.Equal(["Company [sandbox]", "me@here", "Days=90"], facts.Take(3).Select(f => f.Value));
        Assert.Equal(["Organization", "Operator", "Parameters"], facts.Take(3).Select(f => f.Label));
    }

    private static string User(string id) =>
        $$"""{"accountId":"{{id}}","email":"{{id}}@example.com","status":"active","claimStatus":"managed","productAccess":[{"key":"jira-software"}]}""";

    private async Task<IReadOnlyList<InactiveUser>> FindAsync(
        string users, string? activity, string tokens = "", bool listsOnly = false, Func<string, bool>? refuses = null)
    {
        using var network = new StubNetwork(request =>
        {
            string path = request.RequestUri!.AbsolutePath;
            if (path.EndsWith("/last-active-dates", StringComparison.Ordinal))
            {
                return refuses?.Invoke(path.Split('/')[^2]) == true
                    ? StubNetwork.Reply(403, """{"errors":[{"code":"ADMIN-403-3","status":"403","title":"Forbidden","detail":"No."}]}""")
                    : StubNetwork.Reply(200, $$"""{"data":{{Dated(activity!)}}}""");
            }

            return StubNetwork.Reply(200, path.EndsWith("/users/search", StringComparison.Ordinal) ? $$"""{"data":[{{Dated(users)}}]}"""
                : path.EndsWith("/api-tokens", StringComparison.Ordinal) ? $$"""{"data":[{{tokens}}]}"""
                : """{"data":[]}""");
        });
        using AdminClient client = ClientUnderTest.Of(network);
        var review = new InactivityReview(client, TimeSpan.FromDays(90), listsOnly: listsOnly, warn: _warnings.Add)
        {
            Context = new ReviewContext("Company [sandbox]", "me@here", "Days=90"),
        };
        var found = new List<InactiveUser>();
        await foreach (InactiveUser person in review.FindAsync())
            found.Add(person);
        return found;
    }

    /// <summary>Puts days before today in the place of <c>{5}</c> and the like.</summary>
    private static string Dated(string text) => System.Text.RegularExpressions.Regex.Replace(
        text, @"\{(\d+)\}", m => DateTimeOffset.UtcNow.AddDays(-int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
