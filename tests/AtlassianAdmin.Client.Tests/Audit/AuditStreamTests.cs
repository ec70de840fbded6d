using System.Globalization;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Audit;

/// <summary>The audit stream goes on where it ended, with a cursor or without one: nothing is lost, and nothing comes twice.</summary>
public class AuditStreamTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_a_cursor_the_time_of_the_last_event_says_where_to_go_on(string? next)
    {
        var log = new List<(string Id, int Second)> { ("a", 0), ("b", 5), ("c", 5) };
        await using LoopbackServer server = ByTime(log, pageSize: 500, next);
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        (List<string> first, AuditPosition position) = await ReadAsync(client, Start, null);
        log.Add(("d", 5));
        log.Add(("e", 9));
        (List<string> second, position) = await ReadAsync(client, Start, position);
        (List<string> third, position) = await ReadAsync(client, Start, position);

        Assert.Equal(["a", "b", "c"], first);
        Assert.Equal(["d", "e"], second);
        Assert.Empty(third);
        Assert.Equal((null, Start.AddSeconds(9), "e"), (position.Cursor, position.Time, position.EventIds.Single()));
    }

    [Fact]
    public async Task Without_a_cursor_a_long_log_is_read_to_its_end()
    {
        List<(string Id, int Second)> log = [.. Enumerable.Range(0, 50).Select(i => ($"e{i}", i / 3))];
        await using LoopbackServer server = ByTime(log, pageSize: 7, null);
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal(log.Select(e => e.Id), (await ReadAsync(client, Start, null)).Events);
    }

    [Fact]
    public async Task Where_nothing_has_happened_yet_the_beginning_is_kept()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, """{"data":[],"links":{},"meta":{"next":null}}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal((null, Start), (await ReadAsync(client, Start, null)).Position is var p ? (p.Cursor, p.Time!.Value) : default);
    }

    [Fact]
    public async Task A_last_page_without_a_cursor_is_not_asked_for_again()
    {
        // As Elastic found the real service: the last page has events, and no cursor.
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, Page([("a", 0)], "c1")), e => e.ReplyAsync(200, Page([("b", 1)], null)), e => e.ReplyAsync(200, Page([("b", 1)], null)), e => e.ReplyAsync(200, Page([("b", 1), ("c", 2)], null)));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        (List<string> first, AuditPosition position) = await ReadAsync(client, Start, null);
        (List<string> second, _) = await ReadAsync(client, Start, position);

        Assert.Equal(["a", "b"], first);
        Assert.Equal(["c"], second);
        Assert.Contains("cursor=c1", server.Requests[1].Target, StringComparison.Ordinal);
        Assert.All(server.Requests.Skip(2), r => Assert.DoesNotContain("cursor", r.Target, StringComparison.Ordinal));
        Assert.Contains($"from={Start.AddSeconds(1).ToUnixTimeMilliseconds()}", server.Requests[3].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_last_page_keeps_its_cursor()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, Page([("a", 0)], "c1")), e => e.ReplyAsync(200, Page([], null)), e => e.ReplyAsync(200, Page([("b", 1)], "c2")), e => e.ReplyAsync(200, Page([], "c2")));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AuditPosition position = (await ReadAsync(client, Start, null)).Position;
        (List<string> events, AuditPosition after) = await ReadAsync(client, Start, position);

        Assert.Equal(("c1", Start), (position.Cursor, position.Time));
        Assert.Equal(["b"], events);
        Assert.Equal("c2", after.Cursor);
    }

    [Theory]
    [InlineData("\"links\":{\"next\":\"/admin/v1/orgs/o/events-stream?cursor=c1&limit=5\"}")]
    [InlineData("\"links\":{\"next\":\"https://api.atlassian.com/admin/v1/orgs/o/events-stream?cursor=c1\"}")]
    [InlineData("\"links\":{\"next\":\"c1\"}")]
    [InlineData("\"links\":{\"next\":null},\"meta\":{\"next\":\"c1\"}")]
    [InlineData("\"links\":{\"next\":\"\"},\"meta\":{\"next\":\"c1\"}")]
    [InlineData("\"links\":null,\"meta\":{\"next\":\"c1\"}")]
    [InlineData("\"links\":[],\"meta\":{\"next\":\"c1\"}")]
    public async Task The_cursor_is_found_in_each_of_its_places(string rest)
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, """{"data":[{"id":"a","attributes":{"time":"2026-05-01T00:00:00Z"}}],""" + rest + "}"), e => e.ReplyAsync(200, Page([], "c1")));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal("c1", (await ReadAsync(client, Start, null)).Position.Cursor);
        Assert.Contains("cursor=c1", server.Requests[1].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_without_a_readable_time_end_the_reading_where_there_is_no_cursor()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, """{"data":[{"id":"a"},{"id":"b","attributes":{"time":"soon"}}]}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal(["a", "b"], (await ReadAsync(client, null, null)).Events);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_refused_cursor_is_the_service_s_error_and_the_same_place_can_be_asked_for_by_its_time()
    {
        await using LoopbackServer server = LoopbackServer.Start(e =>
            e.Request.Target.Contains("cursor", StringComparison.Ordinal)
                ? e.ReplyAsync(400, """{"errors":[{"code":"ADMIN-400-1","status":"400","title":"Bad Request"}]}""")
                : e.ReplyAsync(200, Page([("a", 0), ("b", 1)], null)));
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        var position = new AuditPosition("old", Start, ["a"]);

        Assert.Equal(ErrorCode.RequestRejected, (await Assert.ThrowsAsync<AdminException>(() => ReadAsync(client, null, position))).Code);
        Assert.Equal(["b"], (await ReadAsync(client, null, position.WithoutCursor())).Events);
        Assert.Null(new AuditPosition("old").WithoutCursor());
    }

    private static async Task<(List<string> Events, AuditPosition Position)> ReadAsync(AdminClient client, DateTimeOffset? from, AuditPosition? position)
    {
        var events = new List<string>();
        AuditPosition last = position ?? new AuditPosition(null);
        await foreach (AuditPage page in client.Audit.StreamAsync(from, null, position))
        {
            events.AddRange(page.Events.Select(e => e.EventId));
            last = page.Position;
        }

        return (events, last);
    }

    // A service that knows no cursor: it answers by the time, as the vendor documents it.
    private static LoopbackServer ByTime(List<(string Id, int Second)> log, int pageSize, string? next) => LoopbackServer.Start(e =>
    {
        string from = e.Request.Target.Split("from=")[1].Split('&')[0];
        DateTimeOffset earliest = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(from, CultureInfo.InvariantCulture));
        return e.ReplyAsync(200, Page([.. log.Where(entry => Start.AddSeconds(entry.Second) >= earliest).Take(pageSize)], next));
    });

    private static string Page(IReadOnlyList<(string Id, int Second)> events, string? next)
    {
        IEnumerable<string> data = events.Select(e =>
            $$$"""{"id":"{{{e.Id}}}","type":"events","attributes":{"time":"{{{Start.AddSeconds(e.Second).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}}}","action":"x"}}""");
        string cursor = next is null ? "null" : $"\"{next}\"";
        return $$$"""{"data":[{{{string.Join(",", data)}}}],"links":{},"meta":{"next":{{{cursor}}}}}""";
    }
}
