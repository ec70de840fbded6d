using System.IO;
using System.IO.Compression;
using System.Net;
using System.Text;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>Connections that break, and answers that cannot be read: what is tried again, and what is told when it does not help.</summary>
public class ConnectionFaultTests
{
    private const string Profile = """{"account":{"account_id":"x","name":"Mia"}}""";

    [Fact]
    public async Task A_refused_connection_is_tried_again_and_never_ambiguous()
    {
        using AdminClient client = ClientUnderTest.Of(new Uri($"http://127.0.0.1:{LoopbackServer.FreePort()}/"));

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(ErrorCode.NetworkFailure, error.Code);
        Assert.Equal(7, error.Attempts);
        Assert.False(error.IsAmbiguous);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_nobody_knows_is_a_failure_of_the_network()
    {
        using ApiKey key = ClientUnderTest.Key();
        var options = new AdminClientOptions(key, null, new Uri("https://no-such-host.invalid/"))
        {
            Clock = new HurryingClock(),
            // No proxy, whatever this machine has.
            Proxy = new WebProxy(),
        };
        using var client = new AdminClient(options);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(ErrorCode.NetworkFailure, error.Code);
        Assert.False(error.IsAmbiguous);
    }

    [Fact]
    public Task A_reset_before_the_answer_is_tried_again() => IsReadAtTheSecondAttemptAsync(e =>
    {
        e.Reset();
        return Task.CompletedTask;
    });

    [Fact]
    public Task A_connection_closed_before_the_answer_is_tried_again() => IsReadAtTheSecondAttemptAsync(e =>
    {
        e.Close();
        return Task.CompletedTask;
    });

    [Fact]
    public Task A_cut_head_is_tried_again() => IsReadAtTheSecondAttemptAsync(async e =>
    {
        await e.SendAsync("HTTP/1.1 200 OK\r\nContent-Le");
        e.Close();
    });

    [Fact]
    public Task A_body_shorter_than_promised_is_tried_again() => IsReadAtTheSecondAttemptAsync(async e =>
    {
        await e.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Profile.Length + 10}\r\n\r\n{Profile}");
        e.Close();
    });

    [Fact]
    public Task A_cut_chunk_is_tried_again() => IsReadAtTheSecondAttemptAsync(async e =>
    {
        await e.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"account\"");
        e.Close();
    });

    [Fact]
    public Task Chunks_without_an_end_are_tried_again() => IsReadAtTheSecondAttemptAsync(async e =>
    {
        await e.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{Profile.Length:x}\r\n{Profile}\r\n");
        e.Close();
    });

    [Fact]
    public Task Half_a_JSON_that_claims_to_be_whole_is_tried_again() => IsReadAtTheSecondAttemptAsync(e => e.ReplyAsync(200, Profile[..20]));

    [Fact]
    public Task An_HTML_page_with_status_200_is_tried_again() =>
        IsReadAtTheSecondAttemptAsync(e => e.ReplyAsync(200, "<html><body>Sign in</body></html>", "Content-Type: text/html"));

    [Fact]
    public Task An_HTML_page_of_a_gateway_is_tried_again() =>
        IsReadAtTheSecondAttemptAsync(e => e.ReplyAsync(502, "<html><body>Bad Gateway</body></html>", "Content-Type: text/html"));

    [Fact]
    public Task An_empty_200_is_tried_again() => IsReadAtTheSecondAttemptAsync(e => e.ReplyAsync(200));

    [Fact]
    public Task What_is_not_HTTP_is_tried_again() => IsReadAtTheSecondAttemptAsync(async e =>
    {
        await e.SendAsync("SSH-2.0-OpenSSH_9.6\r\n");
        e.Close();
    });

    [Fact]
    public Task A_body_that_cannot_be_unpacked_is_tried_again() =>
        IsReadAtTheSecondAttemptAsync(e => e.ReplyAsync(200, [0x1f, 0x8b, 0x08, 0x00, 0x01, 0x02, 0x03, 0xff, 0xff, 0xff, 0xff], "Content-Encoding: gzip"));

    [Fact]
    public Task A_packed_body_that_is_cut_is_tried_again() =>
        IsReadAtTheSecondAttemptAsync(e => e.ReplyAsync(200, Packed(Profile)[..^14], "Content-Encoding: gzip"));

    [Fact]
    public Task A_silent_service_is_tried_again_after_the_time_of_one_attempt() => IsReadAtTheSecondAttemptAsync(e => e.StallAsync());

    [Fact]
    public Task A_service_that_falls_silent_in_the_middle_is_tried_again() => IsReadAtTheSecondAttemptAsync(async e =>
    {
        await e.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
        await e.StallAsync();
    });

    [Fact]
    public async Task A_packed_body_is_unpacked()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, Packed(Profile), "Content-Encoding: gzip"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal("Mia", (await client.Accounts.GetProfileAsync("x")).Name);
    }

    [Fact]
    public async Task A_body_read_until_the_connection_closes_is_good()
    {
        await using LoopbackServer server = LoopbackServer.Start(async e =>
        {
            await e.SendAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + Profile);
            e.Close();
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal("Mia", (await client.Accounts.GetProfileAsync("x")).Name);
    }

    [Fact]
    public async Task A_service_that_never_answers_ends_in_one_error()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.StallAsync());
        using AdminClient client = ClientUnderTest.Of(server.Uri, attemptTimeout: TimeSpan.FromMilliseconds(100));

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(ErrorCode.ServiceUnavailable, error.Code);
        Assert.Equal(7, error.Attempts);
        Assert.True(error.IsAmbiguous);
        Assert.Contains("no complete answer within 0.1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_drips_without_end_is_given_no_more_time_than_a_silent_one()
    {
        await using LoopbackServer server = LoopbackServer.Start(async e =>
        {
            await e.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\n");
            while (true)
            {
                await e.SendAsync(" ");
                await Task.Delay(10, e.Stopped);
            }
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri, attemptTimeout: TimeSpan.FromMilliseconds(100));

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"));

        Assert.Equal(7, error.Attempts);
        Assert.Contains("no complete answer within 0.1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_somebody_else_is_asked_for_three_times_and_not_seven_times()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, "  <html>", "Content-Type: text/html"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"));

        Assert.Equal(ErrorCode.UnexpectedResponse, error.Code);
        Assert.Equal(3, error.Attempts);
        Assert.Contains("an HTML page came instead of JSON", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OK")]
    [InlineData("Request failed to match any route")]
    [InlineData("<?xml version=\"1.0\"?><error/>")]
    [InlineData("callback({});")]
    [InlineData("\u0000\u0001")]
    public async Task A_text_that_is_no_JSON_is_asked_for_three_times_and_no_more(string body)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, body));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"));

        Assert.Equal((ErrorCode.UnexpectedResponse, 3), (error.Code, error.Attempts));
    }

    [Theory]
    [InlineData("{\"account\":{\"account_id\"")]
    [InlineData("[1,2")]
    [InlineData("{\"account\":{}}x")]
    public async Task JSON_that_is_broken_off_or_malformed_is_asked_for_as_often_as_a_lost_answer(string body)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, body));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal(7, (await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"))).Attempts);
    }

    [Fact]
    public async Task Only_pages_in_a_row_count()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, "<html>"), e => e.ReplyAsync(503), e => e.ReplyAsync(200, "<html>"), e => e.ReplyAsync(200, Profile));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal("Mia", (await client.Accounts.GetProfileAsync("x")).Name);
    }

    [Fact]
    public async Task A_mark_of_the_byte_order_before_the_JSON_is_passed_over()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Profile)]));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal("Mia", (await client.Accounts.GetProfileAsync("x")).Name);
    }

    [Theory]
    [InlineData("""{"other":1}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("""{"account":[]}""")]
    public async Task Whole_JSON_of_another_form_is_one_error_and_sent_once(string body)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, body));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"));

        Assert.Equal(ErrorCode.UnexpectedResponse, error.Code);
        Assert.Equal(1, error.Attempts);
        Assert.False(error.IsAmbiguous);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_write_whose_answer_has_another_form_may_have_been_made()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, """{"account":[]}"""), e => e.ReplyAsync(200, "{}"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        foreach (string _ in new[] { "wrong", "missing" })
        {
            AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.UpdateProfileAsync("x", new UserProfileUpdate { Name = "Mia" }));

            Assert.Equal(ErrorCode.UnexpectedResponse, error.Code);
            Assert.True(error.IsAmbiguous);
            Assert.Equal(1, error.Attempts);
        }
    }

    [Fact]
    public async Task A_bomb_of_a_thousand_levels_is_one_error()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, string.Concat(Enumerable.Repeat("[", 1000)) + string.Concat(Enumerable.Repeat("]", 1000))));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal(ErrorCode.UnexpectedResponse, (await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"))).Code);
    }

    [Fact]
    public async Task Of_a_body_without_end_no_more_than_the_bound_is_read()
    {
        long sent = 0;
        var chunk = new byte[1 << 20];
        Array.Fill(chunk, (byte)' ');
        await using LoopbackServer server = LoopbackServer.Start(async e =>
        {
            await e.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true)
            {
                await e.SendAsync("100000\r\n");
                await e.SendAsync(chunk);
                await e.SendAsync("\r\n");
                Interlocked.Add(ref sent, chunk.Length);
            }
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"));

        Assert.Equal(ErrorCode.UnexpectedResponse, error.Code);
        Assert.Contains("larger than 32 MiB", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Attempts);
        Assert.Single(server.Requests);
        // What the sockets' buffers hold comes on top.
        Assert.InRange(Interlocked.Read(ref sent), 32L << 20, 48L << 20);
    }

    [Fact]
    public async Task Of_a_body_that_says_it_is_huge_nothing_is_read()
    {
        long sent = 0;
        var part = new byte[1 << 20];
        await using LoopbackServer server = LoopbackServer.Start(async e =>
        {
            await e.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {200L << 20}\r\n\r\n");
            for (int i = 0; i < 200; i++)
            {
                await e.SendAsync(part);
                Interlocked.Add(ref sent, part.Length);
            }
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"));

        Assert.Equal(ErrorCode.UnexpectedResponse, error.Code);
        Assert.Equal(1, error.Attempts);
        Assert.False(error.IsAmbiguous);
        Assert.InRange(Interlocked.Read(ref sent), 0, 16L << 20);
    }

    [Theory]
    [InlineData("200 OK")]
    [InlineData("403 Forbidden")]
    [InlineData("503 Service Unavailable")]
    public async Task A_write_answered_by_far_too_much_has_arrived_and_is_sent_once(string status)
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.SendAsync($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {200L << 20}\r\n\r\n"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(ErrorCode.UnexpectedResponse, error.Code);
        Assert.Equal(1, error.Attempts);
        Assert.Single(server.Requests);
        Assert.True(error.IsAmbiguous);
    }

    [Fact]
    public async Task A_packed_body_is_measured_unpacked()
    {
        byte[] bomb = Packed(new string(' ', 64 << 20));
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, bomb, "Content-Encoding: gzip"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"));

        Assert.Contains("larger than 32 MiB", error.Message, StringComparison.Ordinal);
    }

    private static async Task IsReadAtTheSecondAttemptAsync(Func<LoopbackExchange, Task> fault)
    {
        await using LoopbackServer server = LoopbackServer.Start(fault, e => e.ReplyAsync(200, Profile));
        // Long enough for a good answer on a slow machine; only silence is waited out.
        using AdminClient client = ClientUnderTest.Of(server.Uri, attemptTimeout: TimeSpan.FromSeconds(1));

        UserProfile profile = await client.Accounts.GetProfileAsync("x");

        Assert.Equal("Mia", profile.Name);
        Assert.True(server.Requests.Count >= 2);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
