using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Reading;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.Http;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests.Running;

/// <summary>Revoked API tokens, proven for many people by the list of the whole organization.</summary>
public sealed class TokenProofsTests : IDisposable
{
    private const string All = "/admin/api-access/v1/orgs/";

    private readonly ConcurrentQueue<string> _requests = new();
    private readonly SandboxOrganization _organization = new(new SandboxOptions { UserCount = 200 });
    private readonly ApiKey _key;

    // Alters an answer of the list, told by its number, from 1 on.
    private Func<int, JsonArray, JsonNode?> _list = (_, data) => data;

    // True for a token whose revocation is accepted and not done.
    private Func<string, bool> _isSwallowed = _ => false;
    private int _lists;

    public TokenProofsTests() => _key = Company.KeyOf(_organization.ApiKey);

    [Fact]
    public async Task A_list_that_showed_the_tokens_and_shows_them_no_more_proves_them_revoked()
    {
        SandboxPerson[] people = WithTokens(12);
        IReadOnlyList<Change> changes = await RevokeAsync(people);
        Assert.All(changes, c => Assert.Equal((ChangeOutcome.Changed, "present", "revoked", true), (c.Outcome, c.Before, c.After, c.Verified)));
        // Before anything is revoked, and once for all.
        Assert.Equal(2, Lists);
        Assert.Equal(people.Length, OwnLists);
    }

    [Fact]
    public async Task A_list_that_is_behind_proves_nothing()
    {
        JsonArray? first = null;
        _list = (number, data) => number == 1 ? (first = data).DeepClone() : first!.DeepClone();
        await AssertReadDirectlyAsync(WithTokens(6), people: 6);
    }

    [Fact]
    public async Task One_token_that_is_still_shown_concerns_its_owner_alone()
    {
        SandboxPerson[] people = WithTokens(6);
        JsonNode? kept = null;
        _list = (number, data) =>
        {
            if (number == 1)
                kept = data.First(t => (string?)t!["user"]!["id"] == people[2].AccountId)!.DeepClone();
            else
                data.Add(kept);
            return data;
        };
        await AssertReadDirectlyAsync(people, people: 1);
    }

    [Theory]
    [InlineData("unknown before")]
    [InlineData("of somebody else")]
    public async Task A_token_that_the_list_did_not_show_as_theirs_before_is_not_proven_by_it(string how)
    {
        SandboxPerson[] people = WithTokens(6);
        _list = (number, data) =>
        {
            JsonNode token = data.First(t => (string?)t!["user"]!["id"] == people[4].AccountId || number != 1)!;
            if (number == 1 && how == "unknown before")
                data.Remove(token);
            else if (number == 1)
                token["user"]!["id"] = people[0].AccountId;
            return data;
        };
        await AssertReadDirectlyAsync(people, people: 1);
    }

    [Theory]
    [InlineData("other token is missing")]
    [InlineData("record cannot be read")]
    [InlineData("token of nobody")]
    [InlineData("no list")]
    [InlineData("no answer")]
    public async Task A_list_that_may_not_be_whole_proves_nothing(string how)
    {
        // The other tokens of the organization stay.
        _list = (number, data) =>
        {
            if (number == 1)
                return data;
            JsonNode last = data[data.Count - 1]!;
            switch (how)
            {
                case "other token is missing":
                    data.Remove(last);
                    break;
                case "record cannot be read":
                    data.Add(new JsonObject { ["label"] = "lost" });
                    break;
                case "token of nobody":
                    data.Add(new JsonObject { ["id"] = "t-1" });
                    break;
                case "no list":
                    return "nothing";
                default:
                    return null;
            }

            return data;
        };
        await AssertReadDirectlyAsync(WithTokens(5), people: 5);
    }

    [Fact]
    public async Task A_token_that_somebody_else_revoked_is_missed_only_once()
    {
        JsonNode? other = null;
        _list = (number, data) =>
        {
            if (number > 1)
                data.Remove(data.First(t => (string?)t!["id"] == (string?)other!["id"]));
            else
                other = data[data.Count - 1];
            return data;
        };
        SandboxPerson[] people = WithTokens(12);
        using AdminClient client = Connect();
        var proofs = new TokenProofs(client);
        await RevokeAsync(people.Take(6).ToArray(), client, proofs);
        Assert.Equal(12, OwnLists);
        await RevokeAsync(people.Skip(6).ToArray(), client, proofs);
        Assert.Equal(12 + 6, OwnLists);
        Assert.Equal(3, Lists);
    }

    [Fact]
    public async Task A_token_that_is_still_there_is_told_whatever_is_proven_of_others()
    {
        SandboxPerson[] people = WithTokens(6);
        _isSwallowed = path => path.Contains(Uri.EscapeDataString(people[3].AccountId)) || path.Contains(people[3].AccountId);
        IReadOnlyList<Change> changes = await RevokeAsync(people);
        Assert.All(changes.Where(c => c.AccountId == people[3].AccountId), c => Assert.Equal((ChangeOutcome.Unknown, "VerificationFailed", false), (c.Outcome, c.ErrorCode, c.Verified)));
        Assert.All(changes.Where(c => c.AccountId != people[3].AccountId), c => Assert.Equal((ChangeOutcome.Changed, true), (c.Outcome, c.Verified)));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 2)]
    public async Task For_so_few_people_that_their_own_lists_cost_no_more_it_is_not_read(int count, int lists)
    {
        IReadOnlyList<Change> changes = await RevokeAsync(WithTokens(count));
        Assert.All(changes, c => Assert.True(c.Verified));
        Assert.Equal(lists, Lists);
        Assert.Equal(lists == 0 ? 2 * count : count, OwnLists);
    }

    [Fact]
    public async Task A_list_of_more_requests_than_it_saves_is_given_up()
    {
        var paged = new SandboxOrganization(new SandboxOptions { UserCount = 200, PageSize = 10 });
        Assert.True(paged.People.Sum(p => p.TokenCount) > 60);
        using AdminClient client = Connect(paged);
        Assert.Null(await TokenList.ReadAsync(client, mostRequests: 3, CancellationToken.None));
        // The one that told it, and perhaps the next, which was under way.
        Assert.InRange(Lists, 4, 5);
        Assert.NotNull(await TokenList.ReadAsync(client, mostRequests: 100, CancellationToken.None));
    }

    public void Dispose() => _key.Dispose();

    private int Lists => _requests.Count(r => r.StartsWith("GET " + All, StringComparison.Ordinal));

    private int OwnLists => _requests.Count(r => r.StartsWith("GET /users/", StringComparison.Ordinal) && r.EndsWith("/api-tokens", StringComparison.Ordinal));

    private SandboxPerson[] WithTokens(int count) =>
        _organization.People.Where(p => p is { Kind: SandboxPersonKind.Active, AccountStatus: "active", TokenCount: > 0 }).Take(count).ToArray();

    private async Task AssertReadDirectlyAsync(SandboxPerson[] all, int people)
    {
        IReadOnlyList<Change> changes = await RevokeAsync(all);
        Assert.All(changes, c => Assert.Equal((ChangeOutcome.Changed, "revoked", true), (c.Outcome, c.After, c.Verified)));
        Assert.Equal(all.Length + people, OwnLists);
    }

    private async Task<IReadOnlyList<Change>> RevokeAsync(SandboxPerson[] people)
    {
        using AdminClient client = Connect();
        return await RevokeAsync(people, client, new TokenProofs(client));
    }

    private static async Task<IReadOnlyList<Change>> RevokeAsync(SandboxPerson[] people, AdminClient client, TokenProofs proofs)
    {
        // A command listens for records that cannot be read; here nobody looks at what it hears.
        RequestScope.Current = new RequestScope(onAttempt: null, CancellationToken.None) { OnUnreadableRecord = _ => { } };
        await proofs.BeginAsync(people.Length, CancellationToken.None);
        var pages = new ProofPages(new PersonPages(client), throttle: 25, units: 100);
        var runner = new ChangeRunner(new ChangeGuard(), "Company", client.Options.Clock);
        var clients = new ConnectedClients(client);
        IntentUnit[] units = Array.ConvertAll(people, p => new IntentUnit(runner, IntentFor(p)));
        foreach (IntentUnit _ in units)
            pages.Expect();
        await Task.WhenAll(units.Select(async unit => await pages.CloseAsync(
            await unit.SendAsync(new RunOptions(ReadFirst: true, Verify: true), new RunStatus(), CancellationToken.None), CancellationToken.None)));
        return units.SelectMany(u => u.Changes).ToList();

        Intent IntentFor(SandboxPerson person)
        {
            var all = (RevokeAllTokensExpansion)new RevokeAllTokens().ToIntent(new Subject(person.Email, person.AccountId), clients);
            all.Proofs = proofs;
            return all;
        }
    }

    private AdminClient Connect(SandboxOrganization? organization = null) =>
        new(new AdminClientOptions(_key, (organization ?? _organization).OrganizationId, new Uri($"https://{Guid.NewGuid():N}.sandbox.invalid/"))
        {
            Network = () => new Door(this, organization ?? _organization),
        });

    /// <summary>Lets a test alter the list, and swallow revocations.</summary>
    private sealed class Door(TokenProofsTests test, SandboxOrganization organization) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _organization = new(new SandboxHandler(organization));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string path = request.RequestUri!.AbsolutePath;
            test._requests.Enqueue($"{request.Method} {path}");
            if (request.Method == HttpMethod.Delete && test._isSwallowed(path))
                return new HttpResponseMessage(HttpStatusCode.NoContent) { RequestMessage = request };
            HttpResponseMessage response = await _organization.SendAsync(request, cancellationToken);
            if (!path.StartsWith(All, StringComparison.Ordinal) || !response.IsSuccessStatusCode)
                return response;
            JsonNode reply = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
            if (test._list(++test._lists, (JsonArray)reply["data"]!) is not { } data)
                return new HttpResponseMessage(HttpStatusCode.Forbidden) { RequestMessage = request, Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            // A node has one parent.
            reply["data"] = data.DeepClone();
            response.Content = new StringContent(reply.ToJsonString(), Encoding.UTF8, "application/json");
            return response;
        }
    }
}
