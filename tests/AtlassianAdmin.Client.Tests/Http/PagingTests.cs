using System.Text;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Tests.Http.Loopback;
using AtlassianAdmin.Client.Users;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>Paged lists: everything once, in order, at most a page ahead, and no further than anyone reads.</summary>
public class PagingTests
{
    /// <summary>Where a service puts the cursor of the next page.</summary>
    private enum CursorStyle
    {
        Address,
        Bare,
        Meta,
    }

    [Fact]
    public void Everything_comes_once_and_in_order_whatever_the_pages() =>
        Prop.ForAll(Lists.ToArbitrary(), list =>
        {
            var service = new PagedService(list.Sizes, list.Style, list.Cursors);
            List<int> read = Read(service, stopAfter: int.MaxValue);
            bool good = read.SequenceEqual(Enumerable.Range(0, list.Sizes.Sum())) && service.Fetched == list.Sizes.Length && service.FurthestAhead <= 1;
            return good.Label($"read {read.Count}, fetched {service.Fetched}, ahead {service.FurthestAhead}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Who_stops_early_has_at_most_one_page_fetched_in_vain() =>
        Prop.ForAll(Lists.ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), (list, stopAfter) =>
        {
            var service = new PagedService(list.Sizes, list.Style, list.Cursors);
            List<int> read = Read(service, stopAfter);
            int pagesNeeded = list.Sizes.Select((_, i) => list.Sizes.Take(i).Sum()).Count(before => before < stopAfter);
            bool good = read.Count == Math.Min(stopAfter, list.Sizes.Sum()) && service.Fetched <= pagesNeeded + 1;
            return good.Label($"read {read.Count}, needed {pagesNeeded}, fetched {service.Fetched}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public async Task The_page_that_was_fetched_in_vain_is_called_off()
    {
        CancellationToken second = default;
        IAsyncEnumerable<int> numbers = Paging.StreamAsync(
            (cursor, token) =>
            {
                if (cursor is null)
                    return Task.FromResult(PageOf([1, 2], "next"));
                second = token;
                return Task.Delay(Timeout.Infinite, token).ContinueWith<Page<int>>(_ => throw new OperationCanceledException(), TaskScheduler.Default);
            },
            CancellationToken.None);

        await foreach (int number in numbers)
        {
            Assert.Equal(1, number);
            break;
        }

        Assert.True(second.IsCancellationRequested);
    }

    [Fact]
    public async Task A_page_is_on_the_wire_while_the_one_before_is_consumed()
    {
        var secondAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, """{"data":[{"account_id":"1"},{"account_id":"2"}],"links":{"next":"https://api.atlassian.com/admin/v1/orgs/x/users?cursor=c1"}}"""),
            async e =>
            {
                secondAsked.SetResult();
                await e.ReplyAsync(200, """{"data":[{"account_id":"3"}],"links":{"next":"https://api.atlassian.com/admin/v1/orgs/x/users?cursor=c2"}}""");
            },
            e => e.ReplyAsync(200, """{"data":[]}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        int read = 0;
        await foreach (ManagedAccount account in client.Organizations.GetManagedAccountsAsync())
        {
            if (++read > 2)
                continue;
            // The first page is not read to its end, and the second is asked for; the third is not.
            await secondAsked.Task;
            Assert.Equal(2, server.Requests.Count);
        }

        Assert.Equal(3, read);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a", "b", "a")]
    [InlineData("a", "b", "c", "b")]
    public async Task A_cursor_that_comes_again_ends_in_an_error_and_not_never(params string[] cursors)
    {
        int page = 0;
        IAsyncEnumerable<int> numbers = Paging.StreamAsync((_, _) => Task.FromResult(PageOf([page], cursors[page++ % cursors.Length])), CancellationToken.None);

        int read = 0;
        AdminException error = await Assert.ThrowsAsync<AdminException>(async () =>
        {
            await foreach (int _ in numbers)
                read++;
        });

        Assert.Equal(ErrorCode.UnexpectedResponse, error.Code);
        // The page that has the cursor again is read, too.
        Assert.InRange(read, 1, cursors.Length + 1);
    }

    [Fact]
    public async Task A_cursor_of_the_audit_stream_that_comes_again_is_an_error_but_that_of_its_last_page_is_its_end()
    {
        const string Page = """{"data":[{"id":"1"}],"meta":{"next":"%"}}""";
        string[] cursors = ["a", "b", "a"];
        await using LoopbackServer circle = LoopbackServer.Start(cursors.Select(c => Reply(c)).ToArray());
        await using LoopbackServer end = LoopbackServer.Start(Reply("a"), Reply("b"), Reply("b"));

        Assert.Equal(ErrorCode.UnexpectedResponse, (await Assert.ThrowsAsync<AdminException>(() => ReadAsync(circle))).Code);
        Assert.Equal(3, circle.Requests.Count);
        Assert.Equal("b", await ReadAsync(end));

        static Func<LoopbackExchange, Task> Reply(string cursor) => e => e.ReplyAsync(200, Page.Replace("%", cursor, StringComparison.Ordinal));

        static async Task<string?> ReadAsync(LoopbackServer server)
        {
            using AdminClient client = ClientUnderTest.Of(server.Uri);
            string? last = null;
            await foreach (AuditPage page in client.Audit.StreamAsync(null, null, null))
                last = page.Position.Cursor;
            return last;
        }
    }

    [Fact]
    public async Task A_failure_of_a_page_comes_after_all_that_was_before_it()
    {
        IAsyncEnumerable<int> numbers = Paging.StreamAsync(
            (cursor, _) => cursor is null ? Task.FromResult(PageOf([1, 2, 3], "next")) : Task.FromException<Page<int>>(new AdminException(ErrorCode.ServiceUnavailable)),
            CancellationToken.None);
        List<int> read = [];

        AdminException error = await Assert.ThrowsAsync<AdminException>(async () =>
        {
            await foreach (int number in numbers)
                read.Add(number);
        });

        Assert.Equal(ErrorCode.ServiceUnavailable, error.Code);
        Assert.Equal([1, 2, 3], read);
    }

    [Fact]
    public async Task A_consumer_can_stop_between_pages()
    {
        using var stop = new CancellationTokenSource();
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, """{"data":[{"account_id":"1"}],"links":{"next":"https://x/?cursor=c1"}}"""),
            e => e.StallAsync());
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        await Assert.ThrowsAsync<RequestStoppedException>(async () =>
        {
            await foreach (ManagedAccount _ in client.Organizations.GetManagedAccountsAsync().WithCancellation(stop.Token))
                await stop.CancelAsync();
        });
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("https://api.atlassian.com/admin/v1/orgs?cursor=abc", "abc")]
    [InlineData("https://api.atlassian.com/admin/v1/orgs?x=1&cursor=a%2Bb%2Fc%3D%3D&y=2", "a+b/c==")]
    [InlineData("http://elsewhere.example.com/?cursor=%26%3D%3F%23", "&=?#")]
    [InlineData("https://x/?cursor=a+b", "a b")]
    [InlineData("https://x/?cursor=a=b", "a=b")]
    [InlineData("https://x/?cursor=%E5%90%8D", "名")]
    [InlineData("https://x/?Cursor=no&cursor=yes#cursor=fragment", "yes")]
    [InlineData("eyJpZCI6MX0=", "eyJpZCI6MX0=")]
    [InlineData("urn:page:2", "urn:page:2")]
    [InlineData("a b&c=d/é", "a b&c=d/é")]
    [InlineData("/admin/v1/orgs/o/events?cursor=abc%3D", "abc=")]
    [InlineData("?cursor=abc&limit=5", "abc")]
    [InlineData("/8AAAD/+w==", "/8AAAD/+w==")]
    [InlineData("what?is=this", "what?is=this")]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void The_cursor_is_taken_out_of_either_form(string? next, string? cursor) =>
        Assert.Equal(cursor, CursorOf(PageOf([1], next), out _));

    [Theory]
    [InlineData("https://x/")]
    [InlineData("https://x/?page=2")]
    [InlineData("https://x/?cursor")]
    [InlineData("https://x/?cursor=")]
    [InlineData("/admin/v1/orgs?page=2")]
    [InlineData("?page=2")]
    public void An_address_without_a_cursor_is_an_error(string next)
    {
        Assert.Null(CursorOf(PageOf([1], next), out AdminException? fault));
        Assert.Equal(ErrorCode.UnexpectedResponse, fault?.Code);
    }

    [Theory]
    [InlineData("""{"links":{"next":null},"meta":{"next":"m"}}""", "m")]
    [InlineData("""{"links":{"next":""},"meta":{"next":"m"}}""", "m")]
    [InlineData("""{"links":null,"meta":{"next":"m"}}""", "m")]
    [InlineData("""{"meta":{"next":"m"}}""", "m")]
    [InlineData("""{"links":{"next":"l"},"meta":{"next":"m"}}""", "l")]
    [InlineData("""{"links":{},"meta":null}""", null)]
    [InlineData("""{"links":[],"meta":[]}""", null)]
    [InlineData("""{"links":{"next":7}}""", "7")]
    [InlineData("""{"links":{"next":{}},"meta":{"next":"m"}}""", "m")]
    public void The_next_page_is_found_wherever_the_service_tells_it(string json, string? cursor)
    {
        Page<User> page = TolerantReader.Read(Encoding.UTF8.GetBytes(json), WireJson.Wire.PageUser, out _)!;

        Assert.Equal(cursor, Paging.CursorOf(page, page.Links, page.Meta, out AdminException? fault));
        Assert.Null(fault);
    }

    [Theory]
    [InlineData("""{"links":{"next":{}}}""")]
    [InlineData("""{"links":{"next":["c"]}}""")]
    [InlineData("""{"links":"c"}""")]
    [InlineData("""{"links":[{"rel":"next"}]}""")]
    [InlineData("""{"meta":{"next":true}}""")]
    [InlineData("""{"links":{},"meta":{"next":[]}}""")]
    public async Task A_link_that_cannot_be_read_is_not_taken_for_the_end(string links)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, "{\"data\":[{\"accountId\":\"1\"}]," + links[1..]));
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        List<string> read = [];

        AdminException error = await Assert.ThrowsAsync<AdminException>(async () =>
        {
            await foreach (User user in client.Users.SearchAsync(new UserSearch()))
                read.Add(user.AccountId);
        });

        Assert.Equal(ErrorCode.UnexpectedResponse, error.Code);
        Assert.Contains("next page", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], read);
    }

    [Theory]
    [InlineData("a+b/c==", "a%2Bb%2Fc%3D%3D")]
    [InlineData("a b&limit=1#x", "a%20b%26limit%3D1%23x")]
    [InlineData("名%2F", "%E5%90%8D%252F")]
    public async Task A_cursor_is_escaped_on_the_wire(string cursor, string escaped)
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, $$$"""{"data":[],"links":{"next":"{{{cursor}}}"}}"""), e => e.ReplyAsync(200, """{"data":[]}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        await foreach (Domain _ in client.Organizations.GetDomainsAsync())
        {
        }

        Assert.EndsWith("/domains?cursor=" + escaped, server.Requests[1].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_page_of_a_search_repeats_the_search()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, """{"data":[],"links":{"next":"c/1"}}"""), e => e.ReplyAsync(200, """{"data":[],"links":{"next":null}}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        var search = new UserSearch { Emails = ["a@x.com"], ClaimStatus = "managed", Status = ["active"], AccountIds = ["1"], Limit = 7 };

        await foreach (User _ in client.Users.SearchAsync(search))
        {
        }

        Assert.Equal("""{"emails":["a@x.com"],"accountIds":["1"],"claimStatus":"managed","status":["active"],"limit":7}""", server.Requests[0].Body);
        Assert.Equal("""{"emails":["a@x.com"],"accountIds":["1"],"claimStatus":"managed","status":["active"],"limit":7,"cursor":"c/1"}""", server.Requests[1].Body);
    }

    [Fact]
    public async Task Holes_in_a_page_are_no_people()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, """{"data":[null,{"account_id":"1"},null],"links":{"next":"https://x/?cursor=1"}}"""),
            e => e.ReplyAsync(200, """{"data":null,"links":{"next":"https://x/?cursor=2"},"meta":null}"""),
            e => e.ReplyAsync(200, "{}"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        List<string> ids = [];
        await foreach (ManagedAccount account in client.Organizations.GetManagedAccountsAsync())
            ids.Add(account.AccountId);

        Assert.Equal(["1"], ids);
        Assert.Equal(3, server.Requests.Count);
    }

    private static Gen<(int[] Sizes, CursorStyle Style, string[] Cursors)> Lists { get; } =
        from pages in Gen.Choose(1, 12)
        from sizes in Gen.Choose(0, 9).ArrayOf(pages)
        from style in Gen.Elements(Enum.GetValues<CursorStyle>())
        from odd in Gen.Elements("", "+", "/", "=", "&", "?", "#", " ", "%", "%2F", "é", "😀", "\"", "\\")
        select (sizes, style, Enumerable.Range(0, pages).Select(i => $"c{odd}{i}{odd}").ToArray());

    // Off the test's own context, which may have a single thread.
    private static List<int> Read(PagedService service, int stopAfter) => Task.Run(() => ReadAsync(service, stopAfter)).GetAwaiter().GetResult();

    private static async Task<List<int>> ReadAsync(PagedService service, int stopAfter)
    {
        List<int> read = [];
        await foreach (int number in Paging.StreamAsync(service.FetchAsync, CancellationToken.None))
        {
            service.Consumed = number;
            read.Add(number);
            if (read.Count >= stopAfter)
                break;
        }

        return read;
    }

    private static string? CursorOf(Page<int> page, out AdminException? fault) => Paging.CursorOf(page, page.Links, page.Meta, out fault);

    private static Page<int> PageOf(int[] numbers, string? next) => new() { Data = numbers, Links = new PageLinks { Next = next } };

    private sealed class PagedService(int[] sizes, CursorStyle style, string[] cursors)
    {
        public int Fetched { get; private set; }

        public int Consumed { get; set; } = -1;

        public int FurthestAhead { get; private set; }

        public async Task<Page<int>> FetchAsync(string? cursor, CancellationToken cancellationToken)
        {
            int page = cursor is null ? 0 : Array.IndexOf(cursors, cursor) + 1;
            int first = sizes.Take(page).Sum();
            // How many pages with anything in them lie between what is consumed and what is fetched.
            int ahead = sizes.Take(page).Select((size, i) => (Size: size, End: sizes.Take(i + 1).Sum())).Count(p => p.Size > 0 && p.End - 1 > Consumed);
            FurthestAhead = Math.Max(FurthestAhead, ahead);
            Fetched++;
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            bool last = page == sizes.Length - 1;
            string? next = last ? null : style == CursorStyle.Address ? "https://api.atlassian.com/admin/v1/x?a=1&cursor=" + Uri.EscapeDataString(cursors[page]) : cursors[page];
            return new Page<int>
            {
                Data = [.. Enumerable.Range(first, sizes[page])],
                Links = new PageLinks { Self = "self", Next = style == CursorStyle.Meta ? null : next },
                Meta = new PageMeta { Next = style == CursorStyle.Meta ? next : null },
            };
        }
    }
}
