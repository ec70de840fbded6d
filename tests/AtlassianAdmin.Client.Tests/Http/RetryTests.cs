using System.Net.Http;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>What is sent again and what never is, and what is known afterwards. Source: design, "Limits and retries".</summary>
public class RetryTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(415)]
    [InlineData(501)]
    public async Task A_final_answer_is_asked_for_once(int status)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(status));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Single(server.Requests);
        Assert.Equal(1, error.Attempts);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task An_answer_of_the_moment_is_asked_for_again_whatever_the_method(int status)
    {
        foreach (Func<AdminClient, Task> call in new Func<AdminClient, Task>[]
        {
            c => c.Accounts.GetPermissionsAsync("x"),
            c => c.Accounts.DisableAsync("x"),
            c => c.Accounts.SetEmailAsync("x", "a@example.com"),
            c => c.Accounts.UpdateProfileAsync("x", new UserProfileUpdate { Name = "Mia" }),
            c => c.Accounts.RevokeApiTokenAsync("x", "t"),
            c => c.Users.FindByEmailAsync(["a@example.com"]),
        })
        {
            await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(status), e => e.ReplyAsync(status), e => e.ReplyAsync(200, """{"account":{}}"""));
            using AdminClient client = ClientUnderTest.Of(server.Uri);

            await call(client);

            Assert.Equal(3, server.Requests.Count);
            Assert.Single(server.Requests.Select(r => r.ToString()).Distinct());
            Assert.All(server.Requests, r => Assert.Equal("Bearer " + ClientUnderTest.AdminKey, r.Header("Authorization")));
        }
    }

    [Theory]
    [InlineData(500, ErrorCode.ServiceUnavailable)]
    [InlineData(502, ErrorCode.ServiceUnavailable)]
    [InlineData(408, ErrorCode.ServiceUnavailable)]
    [InlineData(429, ErrorCode.RateLimited)]
    public async Task Seven_times_is_enough(int status, string code)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(status, "", "atl-traceid: trace-7"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"));

        Assert.Equal(code, error.Code);
        Assert.Equal(7, error.Attempts);
        Assert.Equal(7, server.Requests.Count);
        Assert.Equal("trace-7", error.RequestId);
        Assert.False(error.IsAmbiguous);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Who_stops_as_a_first_answer_of_the_moment_comes_gets_that_answer(int status)
    {
        using var stop = new CancellationTokenSource();
        using var network = new StubNetwork(_ =>
        {
            stop.Cancel();
            return StubNetwork.Reply(status, "");
        });
        using AdminClient client = ClientUnderTest.Of(network);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x", cancellationToken: stop.Token));

        Assert.Equal(status, error.HttpStatus);
        Assert.Single(network.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_connection_that_breaks_is_tried_again_whichever_attempt_it_breaks(int broken)
    {
        int sent = 0;
        using var network = new StubNetwork(_ => ++sent <= broken ? throw new HttpRequestException("broken") : StubNetwork.Reply(204, ""));
        using AdminClient client = ClientUnderTest.Of(network);

        Assert.Equal(broken + 1, await client.Accounts.DisableAsync("x"));
    }

    [Fact]
    public async Task Back_off_grows_and_is_capped()
    {
        var clock = new HurryingClock();
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(500));
        using AdminClient client = ClientUnderTest.Of(server.Uri, clock: clock);

        await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"));

        Assert.Equal(6, clock.Waits.Count);
        Assert.All(clock.Waits, w => Assert.InRange(w, TimeSpan.Zero, TimeSpan.FromSeconds(30)));
        Assert.InRange(clock.Waited, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(180));
    }

    [Fact]
    public async Task A_write_that_was_applied_and_lost_its_answer_is_sent_once_more()
    {
        int applied = 0;
        await using LoopbackServer server = LoopbackServer.Start(
            e =>
            {
                applied++;
                e.Reset();
                return Task.CompletedTask;
            },
            e => e.ReplyAsync(204));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        int attempts = await client.Accounts.DisableAsync("x");

        Assert.Equal(1, applied);
        Assert.Equal(2, attempts);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(409, """{"key":"conflict.lifecycleErrors"}""", ErrorCode.Conflict)]
    [InlineData(403, """{"key":"forbidden.action","context":{"allowed":false,"reason":{"key":"externalDirectory.scim"}}}""", ErrorCode.ManagedByScim)]
    [InlineData(401, """{"code":401,"message":"Unauthorized"}""", ErrorCode.KeyRejected)]
    public async Task A_refusal_after_a_lost_answer_leaves_open_what_the_first_attempt_did(int status, string body, string code)
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e =>
            {
                e.Reset();
                return Task.CompletedTask;
            },
            e => e.ReplyAsync(status, body));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(code, error.Code);
        Assert.Equal(2, error.Attempts);
        Assert.True(error.IsAmbiguous);
    }

    [Fact]
    public async Task A_service_that_is_gone_after_a_lost_answer_leaves_open_what_it_did()
    {
        LoopbackServer? server = null;
        server = LoopbackServer.Start(e =>
        {
            // From now on nobody listens.
            server!.StopListening();
            e.Reset();
            return Task.CompletedTask;
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));
        await server.DisposeAsync();

        Assert.Equal(ErrorCode.NetworkFailure, error.Code);
        Assert.Equal(7, error.Attempts);
        Assert.True(error.IsAmbiguous);
    }

    [Fact]
    public async Task A_limit_that_opens_too_late_after_a_lost_answer_leaves_open_what_it_did()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e =>
            {
                e.Reset();
                return Task.CompletedTask;
            },
            e => e.ReplyAsync(429, "", "Retry-After: 5000"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(ErrorCode.RateLimited, error.Code);
        Assert.Equal(2, error.Attempts);
        Assert.True(error.IsAmbiguous);
    }

    [Fact]
    public async Task A_refusal_alone_leaves_nothing_open()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(429), e => e.ReplyAsync(409, """{"key":"conflict.lifecycleErrors"}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(2, error.Attempts);
        Assert.False(error.IsAmbiguous);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task A_write_that_the_service_could_not_serve_may_have_been_made(int status)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(status));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.True((await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"))).IsAmbiguous);
    }

    [Fact]
    public async Task What_only_reads_is_never_ambiguous()
    {
        await using LoopbackServer server = LoopbackServer.Start(e =>
        {
            e.Reset();
            return Task.CompletedTask;
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.False((await Assert.ThrowsAsync<AdminException>(() => client.Users.FindByEmailAsync(["a@example.com"]))).IsAmbiguous);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_token_that_is_gone_after_a_lost_answer_was_revoked_by_us(bool onAWarmConnection, bool broken)
    {
        List<Func<LoopbackExchange, Task>> script =
        [
            e =>
            {
                if (broken)
                    e.Reset();
                else
                    e.Close();
                return Task.CompletedTask;
            },
            e => e.ReplyAsync(404, """{"key":"notFound"}"""),
        ];
        if (onAWarmConnection)
            script.Insert(0, e => e.ReplyAsync(200, "[]"));
        await using LoopbackServer server = LoopbackServer.Start([.. script]);
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        if (onAWarmConnection)
            await client.Accounts.GetApiTokensAsync("x");

        int attempts = await client.Accounts.RevokeApiTokenAsync("x", "t", isListed: true);

        Assert.Equal(2, attempts);
        Assert.Equal(2, server.Requests.Count(r => r.Method == "DELETE"));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(0)]
    public async Task A_typed_token_that_is_gone_after_a_lost_answer_may_never_have_been_there(int status)
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e =>
            {
                if (status > 0)
                    return e.ReplyAsync(status);
                e.Reset();
                return Task.CompletedTask;
            },
            e => e.ReplyAsync(404, """{"key":"notFound"}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.RevokeApiTokenAsync("x", "t"));

        Assert.Equal((ErrorCode.TokenNotFound, true, 2), (error.Code, error.IsAmbiguous, error.Attempts));
    }

    [Fact]
    public async Task A_token_that_was_never_there_is_not_found()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(404, """{"key":"notFound"}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal(ErrorCode.TokenNotFound, (await Assert.ThrowsAsync<AdminException>(() => client.Accounts.RevokeApiTokenAsync("x", "t"))).Code);
    }

    [Fact]
    public async Task A_token_that_was_never_there_is_not_found_after_a_wait_for_the_limit_either()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(429, "", "Retry-After: 1"), e => e.ReplyAsync(404, """{"key":"notFound"}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal(ErrorCode.TokenNotFound, (await Assert.ThrowsAsync<AdminException>(() => client.Accounts.RevokeApiTokenAsync("x", "t"))).Code);
    }

    [Theory]
    [InlineData("""{"key":"accountNotFound"}""", ErrorCode.AccountNotFound)]
    [InlineData("Request failed to match any route", ErrorCode.UnexpectedResponse)]
    [InlineData("""{"code":404,"message":"Request failed to match any route"}""", ErrorCode.UnexpectedResponse)]
    public async Task A_404_that_is_about_something_else_is_no_success(string body, string code)
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e =>
            {
                e.Reset();
                return Task.CompletedTask;
            },
            e => e.ReplyAsync(404, body));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal(code, (await Assert.ThrowsAsync<AdminException>(() => client.Accounts.RevokeApiTokenAsync("x", "t"))).Code);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task What_creates_is_not_sent_again_after_a_lost_answer(bool onAWarmConnection, bool broken)
    {
        await using LoopbackServer server = LoopbackServer.Start(async e =>
        {
            if (e.Request.Method == "GET")
                await e.ReplyAsync(200, "[]");
            else if (broken)
                e.Reset();
            else
                e.Close();
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        if (onAWarmConnection)
            await client.Accounts.GetApiTokensAsync("x");

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Transport().SendAsync(Invitation(), None));

        Assert.Equal(ErrorCode.NetworkFailure, error.Code);
        Assert.Equal(1, error.Attempts);
        Assert.True(error.IsAmbiguous);
        Assert.Single(server.Requests, r => r.Method == "POST");
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_creates_is_not_sent_again_after_a_failure_of_the_service(int status)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(status));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Transport().SendAsync(Invitation(), None));

        Assert.Equal(1, error.Attempts);
        Assert.True(error.IsAmbiguous);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task What_creates_is_not_sent_again_when_its_answer_cannot_be_read()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, "<html>"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Transport().SendAsync(Invitation(), None));

        Assert.Equal((1, true), (error.Attempts, error.IsAmbiguous));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(429, "X-Nothing: 1")]
    [InlineData(429, "Retry-After: 2")]
    [InlineData(503, "Retry-After: 2")]
    public async Task What_creates_is_sent_again_when_it_was_turned_away_at_the_door(int status, string header)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(status, "", header), e => e.ReplyAsync(201, "{}"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Answer answer = await client.Transport().SendAsync(Invitation(), None);

        Assert.Equal(2, answer.Attempts);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Each_attempt_is_told_without_a_person_a_body_or_a_key()
    {
        List<string> told = [];
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(500),
            e => e.ReplyAsync(200, "<html>"),
            e =>
            {
                e.Reset();
                return Task.CompletedTask;
            },
            e => e.ReplyAsync(204));
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        RequestScope.Current = new RequestScope(t => told.Add(t.ToString()), None);

        await client.Accounts.SetEmailAsync(ClientUnderTest.AccountId, "mia@example.com");

        Assert.Equal(["500", "200 unreadable", "connection failed", "204"], told.Select(t => t.Split(" -> ")[1].Split(" (")[0]));
        Assert.All(told, t => Assert.StartsWith("PUT /users/{account_id}/manage/email -> ", t, StringComparison.Ordinal));
        Assert.Equal(["attempt 1", "attempt 2", "attempt 3", "attempt 4"], told.Select(t => t.Split('(')[1].Split(',')[0]));
    }

    private static ApiRequest Invitation() =>
        ClientUnderTest.Request(HttpMethod.Post, ApiFamily.Organization, "/admin/v2/orgs/{orgId}/users/invite", RequestEffect.Creates);
}
