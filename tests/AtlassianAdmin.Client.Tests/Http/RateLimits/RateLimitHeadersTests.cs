using System.Net;
using System.Net.Http;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Clocks;

namespace AtlassianAdmin.Client.Tests.Http.RateLimits;

/// <summary>Each form in which a limit can be told. Sources: reference 7; organization document, "Rate limit response headers".</summary>
public class RateLimitHeadersTests
{
    private const string Date = "Fri, 05 Jun 2026 05:59:18 GMT";

    [Theory]
    // One second more than told wherever the end may have been cut to the second.
    [InlineData("2026-06-05T06:00:00Z", 43.0)]
    [InlineData("2026-06-05T06:00:00+00:00", 43.0)]
    [InlineData("2026-06-05T08:00:00+02:00", 43.0)]
    [InlineData("2026-06-05T06:00:00", 43.0)]
    [InlineData("2026-06-05T06:00:00.000Z", 43.0)]
    [InlineData("2026-06-05T06:00:00.250Z", 42.251)]
    [InlineData("2026-06-05T06:00Z", 43.0)]
    [InlineData("2026-06-05T06:00", 43.0)]
    [InlineData(" 2026-06-05T06:00Z ", 43.0)]
    [InlineData("1780639200", 43.0)]
    [InlineData("1780639200250", 42.251)]
    [InlineData("42", 43.0)]
    [InlineData("0", 1.0)]
    [InlineData("2026-06-05T05:59:18Z", 1.0)]
    [InlineData("2026-06-05T05:59:00Z", 0.0)]
    [InlineData("2020-01-01T00:00Z", 0.0)]
    [InlineData("1000000000", 0.0)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("-5", null)]
    [InlineData("4.2", null)]
    [InlineData("06:00", null)]
    [InlineData("5 June", null)]
    public void The_end_of_a_window_is_told_in_many_ways(string told, double? seconds)
    {
        RateLimitHeaders read = Read(200, "Date: " + Date, "X-RateLimit-Reset: " + told);

        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, read.Reset);
        Assert.Null(read.Pause);
        Assert.False(read.Refused);
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("253402300799")]
    [InlineData("253402300799999")]
    [InlineData("9223372036854775807")]
    [InlineData("999999999")]
    [InlineData("2026-06-06T06:00:00Z")]
    [InlineData("86400")]
    public void A_window_longer_than_a_day_is_not_believed(string told)
    {
        RateLimitHeaders read = Read(200, "Date: " + Date, "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: " + told);

        Assert.Equal((null, null), (read.Reset, read.Window));
        Assert.Null(Read(429, "Date: " + Date, "X-RateLimit-Reset: " + told).Pause);
    }

    [Theory]
    [InlineData("100")]
    [InlineData("1")]
    [InlineData("999999999")]
    [InlineData("1000000000")]
    [InlineData("9223372036854775807")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void A_service_whose_clock_stands_at_the_end_of_all_time_says_nothing_that_could_be_used(string told)
    {
        const string End = "Fri, 31 Dec 9999 23:59:59 GMT";

        foreach (int status in new[] { 200, 429, 503 })
        {
            RateLimitHeaders read = Read(status, "Date: " + End, "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: " + told, "Retry-After: " + End);
            Assert.True(read.Reset is null || read.Reset <= TimeSpan.FromSeconds(1), told);
            Assert.Equal(status == 200 ? null : TimeSpan.Zero, read.Pause);
        }
    }

    [Theory]
    [InlineData("86401")]
    [InlineData("31536000")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("Sat, 06 Jun 2026 06:00:00 GMT")]
    public void Nobody_stays_away_for_more_than_a_day(string told)
    {
        Assert.Null(Read(429, "Date: " + Date, "Retry-After: " + told).Pause);
        Assert.Equal(TimeSpan.FromSeconds(43), Read(429, "Date: " + Date, "Retry-After: " + told, "X-RateLimit-Reset: 2026-06-05T06:00:00Z").Pause);
    }

    [Theory]
    [InlineData("86400", 86400)]
    [InlineData("3600", 3600)]
    public void A_day_is_believed(string told, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Read(429, "Retry-After: " + told).Pause);

    [Theory]
    [InlineData(429, "Retry-After: 7", 7.0)]
    [InlineData(429, "Retry-After: 0", 0.0)]
    [InlineData(429, "Retry-After: Fri, 05 Jun 2026 06:00:00 GMT", 42.0)]
    [InlineData(429, "Retry-After: Fri, 05 Jun 2026 05:00:00 GMT", 0.0)]
    [InlineData(429, "Retry-After: later", null)]
    [InlineData(429, "X-RateLimit-Reset: 2026-06-05T06:00:00Z", 43.0)]
    [InlineData(429, "X-Nothing: 1", null)]
    [InlineData(503, "Retry-After: 7", 7.0)]
    [InlineData(503, "X-RateLimit-Reset: 2026-06-05T06:00:00Z", null)]
    [InlineData(500, "Retry-After: 7", null)]
    [InlineData(200, "Retry-After: 7", null)]
    [InlineData(404, "Retry-After: 7", null)]
    public void Only_who_is_turned_away_is_told_how_long_to_stay_away(int status, string header, double? seconds)
    {
        RateLimitHeaders read = Read(status, "Date: " + Date, header);

        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, read.Pause);
        Assert.Equal(status == 429, read.Refused);
        Assert.Equal(status >= 500, read.Failed);
    }

    [Fact]
    public void Retry_After_goes_before_the_reset() =>
        Assert.Equal(TimeSpan.FromSeconds(3), Read(429, "Date: " + Date, "Retry-After: 3", "X-RateLimit-Reset: 2026-06-05T06:00:00Z").Pause);

    [Fact]
    public void Numbers_are_numbers_or_nothing()
    {
        RateLimitHeaders read = Read(200, "X-RateLimit-Limit: 200", "X-RateLimit-Remaining: 0");
        RateLimitHeaders odd = Read(200, "X-RateLimit-Limit: -1", "X-RateLimit-Remaining: 1e3");

        Assert.Equal((200L, 0L), (read.Limit, read.Remaining));
        Assert.Equal((null, null), (odd.Limit, odd.Remaining));
    }

    [Fact]
    public void Without_a_date_this_machine_s_clock_is_used()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 6, 5, 5, 59, 50, 500, TimeSpan.Zero));

        Assert.Equal(TimeSpan.FromSeconds(10.5), RateLimitHeaders.Read(Reply(200, "X-RateLimit-Reset: 2026-06-05T06:00:00Z"), clock).Reset);
    }

    [Fact]
    public void A_wrong_clock_of_this_machine_does_not_matter_where_the_service_tells_its_time()
    {
        foreach (int year in new[] { 1990, 2026, 2040 })
        {
            var clock = new ManualClock(new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero));
            Assert.Equal(TimeSpan.FromSeconds(43), RateLimitHeaders.Read(Reply(200, "Date: " + Date, "X-RateLimit-Reset: 1780639200"), clock).Reset);
        }
    }

    private static RateLimitHeaders Read(int status, params string[] headers) => RateLimitHeaders.Read(Reply(status, headers), new ManualClock());

    private static HttpResponseMessage Reply(int status, params string[] headers)
    {
        var reply = new HttpResponseMessage((HttpStatusCode)status);
        foreach (string header in headers)
            reply.Headers.TryAddWithoutValidation(header.Split(':', 2)[0], header.Split(':', 2)[1]);
        return reply;
    }
}
