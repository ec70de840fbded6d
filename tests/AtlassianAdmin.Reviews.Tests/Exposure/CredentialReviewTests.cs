using System.Globalization;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Tests;
using AtlassianAdmin.Client.Tests.Http;
using AtlassianAdmin.Reviews.Exposure;
using AtlassianAdmin.Reviews.Reports;
using AtlassianAdmin.Reviews.Reviewing;

namespace AtlassianAdmin.Reviews.Tests.Exposure;

/// <summary>What the review makes of replies that a sandbox does not give: odd dates, dates without a time, owners in no list, blocked tokens.</summary>
public sealed class CredentialReviewTests
{
    private const string Far = "2099-01-01T00:00:00Z";

    [Theory]
    [InlineData("\"never\"", CredentialRisk.ExpiryNotKnown, "is not known")]
    [InlineData("17", CredentialRisk.ExpiryNotKnown, "is not known")]
    [InlineData("null", CredentialRisk.NeverExpires, "never expires")]
    public async Task An_unreadable_expiry_is_not_known_and_never_never(string expires, CredentialRisk risk, string why)
    {
        CredentialExposure found = Assert.Single(await FindAsync(Token("one", expires)));

        Assert.Equal(risk, found.Risk);
        Assert.Contains(why, found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_last_use_is_not_no_use()
    {
        CredentialExposure found = Assert.Single(await FindAsync(Token("one", "null", lastActive: "\"once\"")));

        Assert.DoesNotContain("No use is recorded", found.Why, StringComparison.Ordinal);
        Assert.Contains("When it was last used is not known", found.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, CredentialRisk.ExpiresSoon)]
    [InlineData(-1, CredentialRisk.Expired)]
    public async Task A_day_counts_to_its_end(int days, CredentialRisk risk)
    {
        string day = DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        Assert.Equal(risk, Assert.Single(await FindAsync(Token("one", $"\"{day}\""))).Risk);
    }

    [Theory]
    [InlineData("gone", CredentialRisk.OwnerNotFound)]
    [InlineData("resting", CredentialRisk.OwnerDeactivated)]
    public async Task An_owner_in_no_list_is_looked_up(string owner, CredentialRisk risk) =>
        Assert.Equal(risk, Assert.Single(await FindAsync(Token(owner, $"\"{Far}\""))).Risk);

    [Theory]
    [InlineData("one")]
    [InlineData("hidden")]
    public async Task An_owner_who_is_there_or_may_not_be_looked_at_is_no_risk(string owner) =>
        Assert.Empty(await FindAsync(Token(owner, $"\"{Far}\"")));

    [Fact]
    public async Task Many_owners_are_looked_up_in_pages()
    {
        var requests = new List<string>();

        Assert.Empty(await FindAsync(string.Join(",", Enumerable.Range(1, 250).Select(n => Token("user" + n, $"\"{Far}\""))), requests));

        // One search of the leavers, and 100 owners a page.
        Assert.Equal(1 + 2 + 1, requests.Count(r => r.Contains("/users/search", StringComparison.Ordinal)));
        Assert.DoesNotContain(requests, r => r.StartsWith("GET", StringComparison.Ordinal) && r.Contains("/users/user", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Blocked_tokens_are_told_apart()
    {
        IReadOnlyList<CredentialExposure> found = await FindAsync($"{Token("one", "null", status: "BLOCKED")},{Token("one", "null", id: "t2")}");

        Assert.Equal([true, false], found.Select(f => f.IsBlocked));
        Assert.Contains("blocks it", found[0].Why, StringComparison.Ordinal);
        Assert.DoesNotContain("blocks it", found[1].Why, StringComparison.Ordinal);
        Assert.Contains(CredentialReport.Of(found, DateTimeOffset.UtcNow).Totals, t => t is { Label: "of the tokens blocked", Count: 1 });
    }

    [Fact]
    public async Task The_page_says_where_who_and_how()
    {
        IReadOnlyList<ReportFact> facts = CredentialReport.Of(await FindAsync(Token("one", "null")), DateTimeOffset.UtcNow).Facts;

        Assert.Equal(["Company [sandbox]", "me@here", "Days=30"], facts.Take(3).Select(f => f.Value));
    }

    private static string Token(string owner, string expires, string lastActive = "null", string status = "ALLOWED", string id = "t1") =>
        $$$"""{"id":"{{{id}}}","label":"l","status":"{{{status}}}","expiresAt":{{{expires}}},"lastActiveAt":{{{lastActive}}},"user":{"id":"{{{owner}}}","email":"{{{owner}}}@example.com"}}""";

    private static async Task<IReadOnlyList<CredentialExposure>> FindAsync(string tokens, List<string>? requests = null)
    {
        using var network = new StubNetwork(async (request, cancellationToken) =>
        {
            string path = request.RequestUri!.AbsolutePath;
            if (path.EndsWith("/api-tokens", StringComparison.Ordinal))
                return StubNetwork.Reply(200, $$"""{"data":[{{tokens}}]}""");
            if (path.EndsWith("/users/search", StringComparison.Ordinal))
                return StubNetwork.Reply(200, Search(await request.Content!.ReadAsStringAsync(cancellationToken)));
            if (path.EndsWith("/gone", StringComparison.Ordinal))
                return StubNetwork.Reply(404, """{"errors":[{"code":"ADMIN-404-8","status":"404","title":"Not found","detail":"No."}]}""");
            if (path.EndsWith("/hidden", StringComparison.Ordinal))
                return StubNetwork.Reply(403, """{"errors":[{"code":"ADMIN-403-3","status":"403","title":"Forbidden","detail":"No."}]}""");
            return StubNetwork.Reply(200, """{"data":[]}""");
        });
        using AdminClient client = ClientUnderTest.Of(network);
        var review = new CredentialReview(client, DateTimeOffset.UtcNow.AddDays(30), includeExpired: true)
        {
            Context = new ReviewContext("Company [sandbox]", "me@here", "Days=30"),
        };
        var found = new List<CredentialExposure>();
        await foreach (CredentialExposure exposure in review.FindAsync())
            found.Add(exposure);
        requests?.AddRange(network.Requests);
        return found;
    }

    /// <summary>Everybody who is asked for by address or id, but who is gone or hidden; nobody of the leavers.</summary>
    private static string Search(string asked)
    {
        string[] names = [.. System.Text.RegularExpressions.Regex.Matches(asked, "\"(one|resting|user\\d+)(?:@example\\.com)?\"").Select(m => m.Groups[1].Value).Distinct()];
        IEnumerable<string> users = names.Select(n => $$"""{"accountId":"{{n}}","email":"{{n}}@example.com","status":"{{(n == "resting" ? "deactivated" : "active")}}"}""");
        return $$"""{"data":[{{string.Join(",", users)}}]}""";
    }
}
