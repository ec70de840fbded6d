using System.Net;
using System.Net.Http;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;

namespace AtlassianAdmin.Changes.Tests.Running;

/// <summary>What is told of a change is what was sent: a fault of the program counts nobody, and a lost answer proves nothing.</summary>
public sealed class UnexpectedFaultTests
{
    private const string Mia = "mia.active@example.com";

    [Theory]
    [InlineData("GET", ChangeOutcome.Skipped, 0)]
    [InlineData("POST", ChangeOutcome.Unknown, 1)]
    public async Task An_exception_without_a_code_counts_only_what_was_sent(string method, ChangeOutcome outcome, int sent)
    {
        var network = new Answering((request, _) => request.Method.Method == method ? throw new InvalidCastException("A fault of the program.") : null);
        using var company = new Company(network: network.Over);
        ChangeRunner runner = company.Runner();
        var status = new RunStatus();
        var first = new IntentUnit(runner, new DisableAccount().ToIntent(company.Person(Mia), company.Clients));
        var second = new IntentUnit(runner, new DisableAccount().ToIntent(company.Person("alex.kim@example.com"), company.Clients));

        await Assert.ThrowsAsync<InvalidCastException>(() => first.RunAsync(new RunOptions(ReadFirst: true, Verify: false), status, CancellationToken.None));
        await second.RunAsync(new RunOptions(ReadFirst: true, Verify: false), status, CancellationToken.None);

        Assert.Equal(outcome, Assert.Single(first.Changes).Outcome);
        Assert.Equal(ChangeOutcome.Skipped, Assert.Single(second.Changes).Outcome);
        Assert.True(status.IsStopped);
        Assert.Equal(sent, network.Writes);
        Assert.Equal("active", company.Sandbox.Find(Mia)!.AccountStatus);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_token_id_that_was_typed_wrong_is_never_told_as_revoked(bool readFirst, bool verify)
    {
        // One 503, and then 404: revoked by the lost request, or never there.
        var network = new Answering((request, place) => request.Method == HttpMethod.Delete && place == 1 ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : null);
        using var company = new Company(network: network.Over);
        int before = company.Sandbox.Find("many.tokens@example.com")!.TokenCount;
        Intent revoke = new RevokeToken("0f0e0d0c-0b0a-4908-8706-050403020100").ToIntent(company.Person("many.tokens@example.com"), company.Clients);

        Change change = Assert.Single(await company.Runner().RunAsync(revoke, new RunOptions(readFirst, verify)));

        Assert.NotEqual(ChangeOutcome.Changed, change.Outcome);
        Assert.NotEqual(ChangeOutcome.AlreadyInState, change.Outcome);
        Assert.Equal(ErrorCode.TokenNotFound, change.ErrorCode);
        Assert.NotEqual(true, change.Verified);
        // Where it was read before, the list has said it, and nothing was sent.
        Assert.Equal(readFirst || verify ? ChangeOutcome.Failed : ChangeOutcome.Unknown, change.Outcome);
        Assert.Equal(before, company.Sandbox.Find("many.tokens@example.com")!.TokenCount);
    }

    [Fact]
    public async Task A_token_that_was_listed_is_gone_after_a_lost_answer()
    {
        var network = new Answering(
            (request, place) => request.Method == HttpMethod.Delete && place == 1 ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : null, isLate: true);
        using var company = new Company(network: network.Over);
        Subject tom = company.Person("many.tokens@example.com");
        string token = (await company.Client.Accounts.GetApiTokensAsync(tom.AccountId))[0].TokenId;

        Change change = Assert.Single(await company.Runner().RunAsync(new RevokeToken(token).ToIntent(tom, company.Clients), new RunOptions(ReadFirst: true, Verify: true)));

        Assert.Equal((ChangeOutcome.Changed, true, 2), (change.Outcome, change.Verified, change.Attempts));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Retry-After: 1")]
    public async Task A_proxy_that_refuses_is_told_as_not_sent(string? header)
    {
        var network = new Answering((request, _) =>
        {
            if (request.Method == HttpMethod.Get)
                return null;
            var reply = new HttpResponseMessage(HttpStatusCode.ProxyAuthenticationRequired);
            if (header is not null)
                reply.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
            return reply;
        });
        using var company = new Company(network: network.Over);

        Change change = Assert.Single(await company.Runner().RunAsync(new DisableAccount().ToIntent(company.Person(Mia), company.Clients), default));

        Assert.Equal((ChangeOutcome.Failed, ErrorCode.ProxyRefused), (change.Outcome, change.ErrorCode));
        Assert.Equal(1, network.Writes);
        Assert.Equal("active", company.Sandbox.Find(Mia)!.AccountStatus);
    }

    [Fact]
    public async Task What_fails_while_it_is_read_was_sent_no_time()
    {
        var network = new Answering((request, _) => request.Method == HttpMethod.Get
            ? new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("""{"key":"forbidden","context":"no"}""") }
            : null);
        using var company = new Company(network: network.Over);

        Change change = Assert.Single(await company.Runner().RunAsync(
            new SetProfile { JobTitle = "Lead" }.ToIntent(company.Person(Mia), company.Clients), new RunOptions(ReadFirst: true, Verify: false)));

        Assert.Equal((ChangeOutcome.Failed, 0, 0), (change.Outcome, change.Attempts, network.Writes));
    }
}
