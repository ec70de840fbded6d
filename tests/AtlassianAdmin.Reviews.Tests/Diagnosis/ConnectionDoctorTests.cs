using System.Net.Http;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Tests;
using AtlassianAdmin.Client.Tests.Http;
using AtlassianAdmin.Reviews.Diagnosis;

namespace AtlassianAdmin.Reviews.Tests.Diagnosis;

/// <summary>What the key doctor makes of services and keys that a sandbox does not have.</summary>
public sealed class ConnectionDoctorTests
{
    private const string LacksScope = """{"errors":[{"code":"ADMIN-401-2","status":"401","title":"INSUFFICIENT_SCOPE","detail":"Insufficient scope."}]}""";
    private const string Organization = """{"data":{"id":"0f1e2d3c-org","type":"orgs","attributes":{"name":"Example"}}}""";
    private const string Nobody = """{"key":"accountNotFound"}""";

    [Theory]
    [InlineData(500, ErrorCode.ServiceUnavailable)]
    [InlineData(503, ErrorCode.ServiceUnavailable)]
    [InlineData(418, ErrorCode.UnexpectedResponse)]
    public async Task A_service_that_fails_says_nothing_of_the_key(int status, string code)
    {
        Dictionary<string, ConnectionCheck> checks = await ExamineAsync(_ => StubNetwork.Reply(status));

        Assert.Equal(CheckStatus.Pass, checks["Host reachable"].Status);
        Assert.Equal(CheckStatus.Skipped, checks["Key accepted"].Status);
        foreach (string failed in new[] { "Organization visible", "Verified domains", "Directories", "Account management" })
        {
            Assert.Equal(CheckStatus.Fail, checks[failed].Status);
            Assert.Equal(code, checks[failed].ErrorCode);
        }
    }

    [Fact]
    public async Task Where_no_answer_comes_no_key_is_blamed()
    {
        Dictionary<string, ConnectionCheck> checks = await ExamineAsync(_ => throw new HttpRequestException("no route"));

        Assert.DoesNotContain(checks.Values, c => c.Status == CheckStatus.Fail);
        foreach (string skipped in new[] { "Key accepted", "Organization visible", "Account management" })
        {
            Assert.Equal(CheckStatus.Skipped, checks[skipped].Status);
            Assert.Equal("Not looked at: no answer came.", checks[skipped].Detail);
        }
    }

    [Fact]
    public async Task An_organization_without_verified_domains_is_warned_of()
    {
        Dictionary<string, ConnectionCheck> checks = await ExamineAsync(path => StubNetwork.Reply(200, path switch
        {
            _ when path.Contains("/domains", StringComparison.Ordinal) =>
                """{"data":[{"id":"d1","type":"domain","attributes":{"name":"example.net","claim":{"type":"dns","status":"unverified"}}}]}""",
            _ when path.Contains("/directories", StringComparison.Ordinal) => """{"data":[]}""",
            _ => Organization,
        }));

        Assert.Equal(CheckStatus.Warn, checks["Verified domains"].Status);
        Assert.Equal(ErrorCode.DomainNotVerified, checks["Verified domains"].ErrorCode);
        Assert.Contains("Not verified: example.net (unverified)", checks["Verified domains"].Detail, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Warn, checks["Directories"].Status);
        Assert.Equal(ErrorCode.DirectoryNotFound, checks["Directories"].ErrorCode);
    }

    [Fact]
    public async Task What_a_key_may_not_list_is_a_warning_where_accounts_can_be_managed()
    {
        Dictionary<string, ConnectionCheck> checks = await ExamineAsync(path =>
            path.Contains("/manage", StringComparison.Ordinal) ? StubNetwork.Reply(404, Nobody)
            : path.Contains("/domains", StringComparison.Ordinal) || path.Contains("/directories", StringComparison.Ordinal) ? StubNetwork.Reply(401, LacksScope)
            : StubNetwork.Reply(200, Organization));

        Assert.Equal(CheckStatus.Pass, checks["Key accepted"].Status);
        Assert.Equal(CheckStatus.Pass, checks["Account management"].Status);
        foreach (string warned in new[] { "Verified domains", "Directories" })
        {
            Assert.Equal(CheckStatus.Warn, checks[warned].Status);
            Assert.Equal(ErrorCode.KeyLacksScope, checks[warned].ErrorCode);
            Assert.NotNull(checks[warned].RecommendedAction);
        }
    }

    private static async Task<Dictionary<string, ConnectionCheck>> ExamineAsync(Func<string, HttpResponseMessage> answer)
    {
        var checks = new List<ConnectionCheck>();
        using var network = new StubNetwork(request => answer(request.RequestUri!.PathAndQuery));
        using AdminClient client = ClientUnderTest.Of(network);
        await foreach (ConnectionCheck check in new ConnectionDoctor(client, keyExpiresOn: null).ExamineAsync())
            checks.Add(check);
        return checks.ToDictionary(c => c.Check, StringComparer.Ordinal);
    }
}
