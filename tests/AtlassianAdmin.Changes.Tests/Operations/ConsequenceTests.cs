using System.Net.Http;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;

namespace AtlassianAdmin.Changes.Tests.Operations;

/// <summary>Verifying proves what follows from a change, not only the field.</summary>
public sealed class ConsequenceTests
{
    private const string Sina = "scim.managed@example.com";
    private const string Mia = "mia.active@example.com";

    private static readonly RunOptions Verified = new(ReadFirst: true, Verify: true);

    [Theory]
    [InlineData("sina@example.net", "example.net")]
    [InlineData("sina@EXAMPLE.NET", "EXAMPLE.NET")]
    [InlineData("sina@mail.example.com", "mail.example.com")]
    [InlineData("sina@example.com.evil.example", "example.com.evil.example")]
    public async Task A_record_does_not_get_an_address_that_would_cost_it_the_account(string email, string domain)
    {
        using var company = new Company();
        Subject sina = await company.RecordAsync(Sina);

        Change change = Assert.Single(await company.Runner().RunAsync(new SetScimUser { Email = email }.ToIntent(sina, company.ScimClients), Verified));

        Assert.Equal((ChangeOutcome.Failed, ErrorCode.DomainNotVerified, 0), (change.Outcome, change.ErrorCode, change.Attempts));
        Assert.Contains(domain, change.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(Sina, (await company.Scim.Users.GetAsync(sina.ScimUserId!)).Email);
    }

    [Theory]
    [InlineData("sina@Example.ORG")]
    [InlineData("sina.new@example.com")]
    public async Task An_address_on_a_verified_domain_keeps_the_account(string email)
    {
        using var company = new Company();
        Subject sina = await company.RecordAsync(Sina);

        Change change = Assert.Single(await company.Runner().RunAsync(new SetScimUser { Email = email }.ToIntent(sina, company.ScimClients), Verified));

        Assert.Equal((ChangeOutcome.Changed, null, true), (change.Outcome, change.ErrorCode, change.Verified));
    }

    [Fact]
    public async Task Domains_that_cannot_be_read_let_nothing_be_sent()
    {
        using var company = new Company(network: inner => new Rewriting(inner, _ => "{}", status: 403));
        Subject sina = await company.RecordAsync(Sina);

        Change change = Assert.Single(await company.Runner().RunAsync(new SetScimUser { Email = "sina@example.org" }.ToIntent(sina, company.ScimClients), Verified));

        Assert.Equal((ChangeOutcome.Failed, 0), (change.Outcome, change.Attempts));
        Assert.Equal(Sina, (await company.Scim.Users.GetAsync(sina.ScimUserId!)).Email);
    }

    [Fact]
    public async Task An_account_that_is_lost_all_the_same_is_told_with_its_groups()
    {
        // The domain was verified a moment ago.
        using var company = new Company(network: inner => new Rewriting(inner, body => body.Replace("unverified", "verified", StringComparison.Ordinal)));
        Subject sina = await company.RecordAsync(Sina);
        string[] groups = (await company.Scim.Users.GetAsync(sina.ScimUserId!)).Groups.Select(g => g.Name!).ToArray();

        Change change = Assert.Single(await company.Runner().RunAsync(new SetScimUser { Email = "sina@example.net" }.ToIntent(sina, company.ScimClients), Verified));

        Assert.Equal((ChangeOutcome.Changed, ErrorCode.AccountUnlinked, false), (change.Outcome, change.ErrorCode, change.Verified));
        Assert.True(change.IsError);
        Assert.Contains(sina.AccountId, change.ErrorMessage, StringComparison.Ordinal);
        Assert.NotEmpty(groups);
        Assert.All(groups, g => Assert.Contains(g, change.ErrorMessage, StringComparison.Ordinal));
        // What was said is so.
        Assert.Null((await company.Scim.Users.GetAsync(sina.ScimUserId!)).AccountId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Enabling_somebody_who_is_suspended_says_that_no_product_opens(bool deleted)
    {
        using var company = new Company();
        Subject mia = company.Person(Mia);
        await RunAsync(company, new SuspendAccess(null), mia);
        await RunAsync(company, deleted ? new DeleteAccount() : new DisableAccount(), mia);
        OperationSpec way = deleted ? new CancelDeletion() : new EnableAccount();

        Change preview = Assert.Single(await company.Runner().PreviewAsync(way.ToIntent(mia, company.Clients), CancellationToken.None));
        Change change = Assert.Single(await RunAsync(company, way, mia));
        Change again = Assert.Single(await RunAsync(company, new EnableAccount(), mia));

        foreach (Change told in (Change[])[preview, change, again])
        {
            Assert.Null(told.ErrorCode);
            Assert.Contains($"Resume-AtlassianUser -Identity {Mia}", told.Warning, StringComparison.Ordinal);
        }

        Assert.Equal((ChangeOutcome.Changed, ChangeOutcome.AlreadyInState), (change.Outcome, again.Outcome));
    }

    [Theory]
    [InlineData("already.disabled@example.com", false)]
    [InlineData("not.invited@example.com", true)]
    public async Task Enabling_tells_only_those_for_whom_nothing_opens(string who, bool told)
    {
        using var company = new Company();
        if (told)
            await RunAsync(company, new DisableAccount(), company.Person(who));

        Change change = Assert.Single(await RunAsync(company, new EnableAccount(), company.Person(who)));

        Assert.Equal(ChangeOutcome.Changed, change.Outcome);
        Assert.Equal(told, change.Warning?.Contains("New-AtlassianUserInvitation", StringComparison.Ordinal) == true);
    }

    private static Task<IReadOnlyList<Change>> RunAsync(Company company, OperationSpec spec, Subject subject) =>
        company.Runner().RunAsync(spec.ToIntent(subject, company.Clients), Verified);

    /// <summary>Tells other domains than there are.</summary>
    private sealed class Rewriting(HttpMessageHandler inner, Func<string, string> rewrite, int status = 200) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage reply = await base.SendAsync(request, cancellationToken);
            if (!request.RequestUri!.AbsolutePath.EndsWith("/domains", StringComparison.Ordinal))
                return reply;
            string body = rewrite(await reply.Content.ReadAsStringAsync(cancellationToken));
            reply.StatusCode = (System.Net.HttpStatusCode)status;
            reply.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            return reply;
        }
    }
}
