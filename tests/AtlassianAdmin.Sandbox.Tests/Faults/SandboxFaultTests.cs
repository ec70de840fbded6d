using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Sandbox.Faults;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Faults;

/// <summary>What goes wrong on purpose, over a real connection.</summary>
public sealed class SandboxFaultTests
{
    private const string Mia = "mia.active@example.com";

    [Theory]
    [InlineData("ResetBefore", "active")]
    [InlineData("ResetAfter", "inactive")]
    [InlineData("resetafter", "inactive")]
    public async Task A_connection_that_breaks_is_no_answer_and_the_change_is_made_or_not(string fault, string state)
    {
        using SandboxServer server = Start([fault]);
        using Caller caller = Over(server);

        await Assert.ThrowsAsync<HttpRequestException>(() => caller.PostAsync(caller.ManageOf(Mia) + "/lifecycle/disable"));

        Assert.Equal(state, server.Organization.Find(Mia)!.AccountStatus);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("delete")]
    public async Task An_answer_that_is_cut_comes_after_the_change(string step)
    {
        using SandboxServer server = Start(["Cut"]);
        using Caller caller = Over(server);

        await Assert.ThrowsAsync<HttpRequestException>(() => caller.PostAsync($"{caller.ManageOf(Mia)}/lifecycle/{step}"));

        Assert.Equal("inactive", server.Organization.Find(Mia)!.AccountStatus);
    }

    [Theory]
    [InlineData("400", 400, "application/json")]
    [InlineData("429", 429, "application/json")]
    [InlineData("503", 503, "application/json")]
    [InlineData("599", 599, "application/json")]
    [InlineData("Html", 200, "text/html")]
    public async Task Another_answer_comes_before_the_change(string fault, int status, string type)
    {
        using SandboxServer server = Start([fault]);
        using Caller caller = Over(server);

        CallerReply reply = await caller.PostAsync(caller.ManageOf(Mia) + "/lifecycle/disable");
        CallerReply next = await caller.GetAsync(caller.V1);

        Assert.Equal((status, type), (reply.Status, reply.MediaType));
        Assert.Equal(status, next.Status);
        Assert.Equal("active", server.Organization.Find(Mia)!.AccountStatus);
    }

    [Fact]
    public async Task A_slow_answer_is_the_right_one()
    {
        using SandboxServer server = Start(["Slow"]);
        using Caller caller = Over(server);
        var watch = Stopwatch.StartNew();

        CallerReply reply = await caller.GetAsync(caller.V1);

        Assert.Equal(200, reply.Status);
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(290), $"It took {watch.Elapsed}.");
        Assert.StartsWith(server.Uri.AbsoluteUri, reply.At("data/links/self"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_breaks_the_same_requests_and_another_seed_others()
    {
        string first = await OutcomesAsync(seed: 7), again = await OutcomesAsync(seed: 7), other = await OutcomesAsync(seed: 8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(outcome => outcome == '5'), 10, 30);
        Assert.Equal(40, first.Length);
    }

    [Fact]
    public async Task The_client_gets_a_list_through_a_line_that_breaks_now_and_then()
    {
        using SandboxServer server = Start(["503", "ResetBefore", "ResetAfter", "Cut"], rate: 0.2);
        using ApiKey key = ApiKey.From(new NetworkCredential("", server.Organization.ApiKey).SecurePassword);
        using var client = new AdminClient(new AdminClientOptions(key, server.Organization.OrganizationId, server.Uri));

        Assert.Equal(server.Organization.People.Count(person => person.Kind != SandboxPersonKind.Unmanaged), (await Paging.ToListAsync(client.Organizations.GetManagedAccountsAsync())).Count);
    }

    [Fact]
    public async Task Without_a_cause_nothing_goes_wrong_behind_the_door()
    {
        using SandboxServer server = SandboxServer.Start(new SandboxOrganization(), faults: new SandboxFaultPlan([SandboxFault.Read("503")!], 0.001, seed: 3));
        using Caller caller = Over(server);

        CallerReply[] replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => caller.SearchAsync("{}")));

        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        Assert.Equal("inactive", (await DisabledAsync(caller)).AccountStatus);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Uri, $"{caller.V2.TrimStart('/')}/directories/-/users/search"))
        {
            Content = new StringContent("{\"limit\":1}", System.Text.Encoding.UTF8, "application/json"),
        };
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Headers.TryAddWithoutValidation("Authorization", "Bearer " + server.Organization.ApiKey);
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.SendAsync(chunked);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("399")]
    [InlineData("600")]
    [InlineData("-503")]
    [InlineData("Status")]
    [InlineData("Explode")]
    [InlineData("")]
    public void What_is_no_fault_is_not_read(string text) => Assert.Null(SandboxFault.Read(text));

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_rate_is_a_share(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SandboxFaultPlan([SandboxFault.Read("503")!], rate));

    [Fact]
    public void A_port_in_use_is_told_and_closing_frees_it()
    {
        SandboxServer first = Start(["503"]);
        Assert.Throws<SocketException>(() => Start(["503"], port: first.Uri.Port));

        first.Dispose();
        using SandboxServer again = Start(["503"], port: first.Uri.Port);

        Assert.Equal(first.Uri, again.Uri);
    }

    private static async Task<string> OutcomesAsync(int seed)
    {
        using SandboxServer server = Start(["500"], rate: 0.5, seed: seed);
        using Caller caller = Over(server);
        var outcomes = new System.Text.StringBuilder();
        for (int i = 0; i < 40; i++)
            outcomes.Append((await caller.GetAsync(caller.V1)).Status / 100);
        return outcomes.ToString();
    }

    private static async Task<SandboxPerson> DisabledAsync(Caller caller)
    {
        Assert.Equal(204, (await caller.PostAsync(caller.ManageOf(Mia) + "/lifecycle/disable")).Status);
        return caller.Person(Mia);
    }

    private static SandboxServer Start(string[] faults, double rate = 1, int seed = 1, int port = 0) => SandboxServer.Start(
        new SandboxOrganization(), port, new SandboxFaultPlan([.. faults.Select(fault => SandboxFault.Read(fault)!)], rate, seed) { SlowTime = TimeSpan.FromMilliseconds(300) });

    private static Caller Over(SandboxServer server) => new(server.Organization, new SocketsHttpHandler { MaxConnectionsPerServer = 4 }, server.Uri);
}
