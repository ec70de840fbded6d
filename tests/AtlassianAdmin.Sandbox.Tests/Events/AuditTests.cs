using System.Text.Json;

namespace AtlassianAdmin.Sandbox.Tests.Events;

public sealed class AuditTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly Caller _caller;

    public AuditTests() => _caller = new Caller(new SandboxOrganization(new SandboxOptions { Clock = _clock }));

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task The_history_is_some_hundred_events_of_half_a_year_newest_first()
    {
        List<JsonElement> events = await AllAsync("/events", "?limit=100");

        Assert.InRange(events.Count, 300, 1000);
        DateTimeOffset[] times = [.. events.Select(entry => entry.GetProperty("attributes").GetProperty("time").GetDateTimeOffset())];
        Assert.Equal(times.OrderDescending(), times);
        Assert.True(times[^1] >= _clock.GetUtcNow().AddDays(-181) && times[0] <= _clock.GetUtcNow());
        Assert.Equal(30, (await _caller.GetAsync(_caller.V1 + "/events")).Json.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Every_change_is_told_with_who_did_it_and_to_whom_and_what_changed_nothing_is_not()
    {
        string mia = _caller.Person("mia.active@example.com").AccountId;
        string manage = _caller.ManageOf("mia.active@example.com");
        await _caller.PostAsync(manage + "/lifecycle/disable");
        await _caller.PostAsync(manage + "/lifecycle/disable");
        await _caller.PostAsync(manage + "/lifecycle/enable");

        CallerReply events = await _caller.GetAsync($"{_caller.V1}/events?q={Uri.EscapeDataString(mia)}&limit=3&from={_clock.GetUtcNow().AddMinutes(-1).ToUnixTimeMilliseconds()}");

        Assert.Equal(["user_activated", "user_deactivated"], events.Json.GetProperty("data").EnumerateArray().Select(entry => entry.GetProperty("attributes").GetProperty("action").GetString()));
        Assert.Equal("admin@example.com", events.At("data/0/attributes/actor/email"));
        Assert.Equal("Automation", events.At("data/0/attributes/actor/auth/tokenLabel"));
        Assert.Equal(("users", mia), (events.At("data/0/attributes/context/0/type"), events.At("data/0/attributes/context/0/id")));
        Assert.Equal(events.At("data/0/id"), (await _caller.GetAsync($"{_caller.V1}/events/{events.At("data/0/id")}")).At("data/id"));
    }

    [Fact]
    public async Task The_stream_can_be_polled_from_its_last_cursor()
    {
        string last = $"{_caller.V1}/events-stream?limit=500";
        CallerReply page = await _caller.GetAsync(last);
        while (page.Json.GetProperty("data").GetArrayLength() > 0)
        {
            last = page.At("links/next")!;
            page = await _caller.GetAsync(last);
        }

        // Word for word as it was recorded, but for the size that was asked for.
        Assert.Equal(
            """{"data":[],"links":{},"meta":{"attributes":null,"next":null,"prev":null,"current":null,"page_size":500,"start_index":null,"end_index":null,"total":0}}""",
            page.Text);
        _clock.Move(TimeSpan.FromMinutes(1));
        await _caller.PostAsync(_caller.ManageOf("mia.active@example.com") + "/lifecycle/disable");
        CallerReply news = await _caller.GetAsync(last);

        Assert.Equal("user_deactivated", Assert.Single(news.Json.GetProperty("data").EnumerateArray()).GetProperty("attributes").GetProperty("action").GetString());
        Assert.Empty((await _caller.GetAsync(news.At("links/next")!)).Json.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Events_have_their_container_their_place_and_of_the_invited_only_the_address()
    {
        await _caller.PostAsync(_caller.V2 + "/users/invite", """{"emails":["brand.new@example.net"]}""");
        CallerReply invited = await _caller.GetAsync(_caller.V1 + "/events?limit=1");
        CallerReply exported = await _caller.GetAsync(_caller.V1 + "/events?limit=1&product=jira");

        Assert.Equal("""[{"type":"invited-user","attributes":{"email":"brand.new@example.net"}}]""", invited.At("data/0/attributes/context"));
        Assert.Equal(("organization", _caller.Organization.OrganizationId), (invited.At("data/0/attributes/container/0/type"), invited.At("data/0/attributes/container/0/id")));
        Assert.Equal(("203.0.113.10", "EU", "Zürich"), (invited.At("data/0/attributes/location/ip"), invited.At("data/0/attributes/location/geo"), invited.At("data/0/attributes/location/city")));
        Assert.Equal(("products", "jira"), (exported.At("data/0/attributes/container/0/type"), exported.At("data/0/attributes/container/0/id")));
    }

    [Fact]
    public async Task The_stream_runs_both_ways_and_is_the_whole_log()
    {
        List<JsonElement> down = await AllAsync("/events-stream", "?limit=100&sortOrder=desc");
        List<JsonElement> searched = await AllAsync("/events", "?limit=100");

        Assert.Equal(searched.Select(entry => entry.GetProperty("id").GetString()), down.Select(entry => entry.GetProperty("id").GetString()));
        CallerReply up = await _caller.GetAsync(_caller.V1 + "/events-stream?limit=1");
        Assert.Equal(down[^1].GetProperty("id").GetString(), up.At("data/0/id"));
    }

    [Theory]
    [InlineData("action=confluence_space_exported", "\"action\":\"confluence_space_exported\"")]
    [InlineData("product=jira", "\"id\":\"jira\"")]
    [InlineData("ip=192.0.2.77", "192.0.2.77")]
    [InlineData("location=%5B%7B%22city%22%3A%22Austin%22%2C%22countryName%22%3A%22United%20States%22%7D%5D", "Austin")]
    public async Task Filters_let_through_what_they_name(string filter, string named)
    {
        List<JsonElement> found = await AllAsync("/events", "?limit=100&" + filter);

        Assert.NotEmpty(found);
        Assert.All(found, entry => Assert.Contains(named, entry.GetRawText(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/events", 10)]
    [InlineData("/event-actions", 10)]
    [InlineData("/events-stream", 50)]
    public async Task Published_limits_are_enforced_where_that_is_asked_for(string path, int limit)
    {
        using var caller = new Caller(new SandboxOrganization(new SandboxOptions { PublishedLimits = true, Clock = _clock, UserCount = 12 }));
        for (int i = 0; i < limit; i++)
        {
            CallerReply reply = await caller.GetAsync(caller.V1 + path);
            Assert.Equal(200, reply.Status);
            Assert.Equal($"{limit - i - 1}", reply.Headers["X-RateLimit-Remaining"]);
        }

        Assert.Equal(429, (await caller.GetAsync(caller.V1 + path)).Status);
        Assert.Equal(200, (await caller.GetAsync(caller.V1)).Status);
        _clock.Move(TimeSpan.FromSeconds(61));
        Assert.Equal(200, (await caller.GetAsync(caller.V1 + path)).Status);
    }

    private async Task<List<JsonElement>> AllAsync(string list, string query)
    {
        var all = new List<JsonElement>();
        for (string? next = _caller.V1 + list + query; next is not null;)
        {
            CallerReply reply = await _caller.GetAsync(next);
            all.AddRange(reply.Json.GetProperty("data").EnumerateArray());
            next = reply.At("links/next");
        }

        return all;
    }
}
