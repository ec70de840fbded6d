using System.Collections.Concurrent;
using System.Net.Http;
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

public sealed class ProofPagesTests : IDisposable
{
    private const string Search = "POST /admin/v2/orgs/{}/directories/{}/users/search";
    private const string Profile = "GET /users/{}/manage/profile";
    private const string Detail = "GET /admin/v2/orgs/{}/directories/{}/users/{}";

    private readonly ConcurrentQueue<string> _requests = new();
    private readonly SandboxOrganization _organization;
    private readonly ApiKey _key;

    public ProofPagesTests()
    {
        _organization = new SandboxOrganization(new SandboxOptions { UserCount = 200, OnAnswer = Note });
        _key = Company.KeyOf(_organization.ApiKey);
    }

    [Fact]
    public async Task A_page_that_shows_the_wanted_state_proves_it_and_nobody_is_read_a_second_time()
    {
        using AdminClient client = Connect(_organization);
        IReadOnlyList<Change> changes = await DisableAsync(client, Active(30));
        Assert.All(changes, c => Assert.Equal((ChangeOutcome.Changed, "active", "inactive", true), (c.Outcome, c.Before, c.After, c.Verified)));
        Assert.Equal(30, Count(Profile));
        Assert.Equal(0, Count(Detail));
        Assert.Equal(1, Count(Search));
    }

    [Fact]
    public async Task A_search_that_is_behind_proves_nothing_and_each_is_read_directly()
    {
        // The same people, as they were.
        var before = new SandboxOrganization(new SandboxOptions { UserCount = 200, OnAnswer = Note });
        using AdminClient client = Connect(_organization, search: before);
        IReadOnlyList<Change> changes = await DisableAsync(client, Active(12));
        Assert.All(changes, c => Assert.Equal((ChangeOutcome.Changed, "inactive", true), (c.Outcome, c.After, c.Verified)));
        Assert.Equal(24, Count(Profile));
        Assert.Equal(12, Count(Detail));
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_proves_nothing_either()
    {
        var broken = new SandboxOrganization(new SandboxOptions { UserCount = 12, Seed = 7 });
        using AdminClient client = Connect(_organization, search: broken);
        IReadOnlyList<Change> changes = await DisableAsync(client, Active(5));
        Assert.All(changes, c => Assert.Equal((ChangeOutcome.Changed, true), (c.Outcome, c.Verified)));
        Assert.Equal(10, Count(Profile));
    }

    [Fact]
    public async Task A_change_that_is_not_there_afterwards_is_told_as_unknown_whatever_the_search_says_of_others()
    {
        SandboxPerson[] people = Active(4);
        using AdminClient client = Connect(_organization, afterWrite: path =>
        {
            // Somebody enables one of them again at once.
            if (path.Contains(people[2].AccountId, StringComparison.Ordinal) && path.EndsWith("/disable", StringComparison.Ordinal))
                Answer(new SandboxRequest("POST", path.Replace("/disable", "/enable")) { ContentType = "application/json", Body = "{}"u8.ToArray() });
        });
        IReadOnlyList<Change> changes = await DisableAsync(client, people);
        Assert.Equal([true, true, false, true], changes.Select(c => c.Verified == true));
        Assert.Equal(ChangeOutcome.Unknown, changes[2].Outcome);
        Assert.Equal("VerificationFailed", changes[2].ErrorCode);
    }

    [Theory]
    [InlineData(16, 200, 67)]
    [InlineData(16, 500, 63)]
    [InlineData(8, 200, 34)]
    [InlineData(8, 33, 33)]
    [InlineData(8, 49, 25)]
    [InlineData(8, 5, 5)]
    [InlineData(1, 200, 4)]
    [InlineData(64, 200, 100)]
    [InlineData(64, 140, 100)]
    [InlineData(64, 151, 76)]
    public void Pages_are_alike_and_none_holds_more_than_a_search_takes(int throttle, int units, int size) =>
        Assert.Equal(size, ProofPages.SizeOf(throttle, units));

    [Fact]
    public async Task A_page_goes_when_it_is_full_though_others_are_on_the_way()
    {
        using AdminClient client = Connect(_organization);
        var pages = new ProofPages(new PersonPages(client), throttle: 25, units: 100);
        pages.Expect();
        IReadOnlyList<Change> changes = await DisableAsync(client, Active(100), pages);
        Assert.All(changes, c => Assert.True(c.Verified));
        Assert.Equal(1, Count(Search));
        await pages.CloseAsync([], CancellationToken.None);
    }

    [Fact]
    public async Task One_who_leaves_nothing_open_lets_the_page_of_the_others_go()
    {
        using AdminClient client = Connect(_organization);
        var pages = new ProofPages(new PersonPages(client), throttle: 25, units: 100);
        pages.Expect();
        Task<IReadOnlyList<Change>> others = DisableAsync(client, Active(3), pages);
        await Task.Delay(50);
        Assert.False(others.IsCompleted);
        await pages.CloseAsync([], CancellationToken.None);
        Assert.All(await others, c => Assert.True(c.Verified));
    }

    [Fact]
    public async Task Of_one_alone_the_account_itself_is_read()
    {
        using AdminClient client = Connect(_organization);
        Assert.True(Assert.Single(await DisableAsync(client, Active(1))).Verified);
        Assert.Equal(0, Count(Search));
        Assert.Equal(2, Count(Profile));
    }

    public void Dispose() => _key.Dispose();

    private SandboxPerson[] Active(int count) =>
        _organization.People.Where(p => p is { Kind: SandboxPersonKind.Active, AccountStatus: "active" }).Take(count).ToArray();

    private static async Task<IReadOnlyList<Change>> DisableAsync(AdminClient client, SandboxPerson[] people, ProofPages? pages = null)
    {
        pages ??= new ProofPages(new PersonPages(client), throttle: 25, units: 100);
        var runner = new ChangeRunner(new ChangeGuard(), "Company", client.Options.Clock);
        var clients = new ConnectedClients(client);
        IntentUnit[] units = Array.ConvertAll(people, p => new IntentUnit(runner, new DisableAccount().ToIntent(new Subject(p.Email, p.AccountId), clients)));
        foreach (IntentUnit _ in units)
            pages.Expect();
        await Task.WhenAll(units.Select(async unit => await pages.CloseAsync(
            await unit.SendAsync(new RunOptions(ReadFirst: true, Verify: true), new RunStatus(), CancellationToken.None), CancellationToken.None)));
        return units.SelectMany(u => u.Changes).ToList();
    }

    private AdminClient Connect(SandboxOrganization organization, SandboxOrganization? search = null, Action<string>? afterWrite = null) =>
        new(new AdminClientOptions(_key, organization.OrganizationId, new Uri($"https://{Guid.NewGuid():N}.sandbox.invalid/"))
        {
            Network = () => new Door(organization, search ?? organization, afterWrite),
        });

    private SandboxReply Answer(SandboxRequest request) => _organization.Handle(new SandboxRequest(request.Method, request.PathAndQuery)
    {
        Authorization = "Bearer " + _organization.ApiKey,
        ContentType = request.ContentType,
        Body = request.Body,
    });

    private void Note(AnsweredRequest request) => _requests.Enqueue($"{request.Method} {request.Template}");

    private int Count(string request) => _requests.Count(r => r == request);

    /// <summary>Lets one organization answer the searches, and another one everything else.</summary>
    private sealed class Door(SandboxOrganization organization, SandboxOrganization search, Action<string>? afterWrite) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _organization = new(new SandboxHandler(organization));
        private readonly HttpMessageInvoker _search = new(new SandboxHandler(search));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string path = request.RequestUri!.PathAndQuery;
            HttpResponseMessage response = await (path.EndsWith("/users/search", StringComparison.Ordinal) ? _search : _organization)
                .SendAsync(request, cancellationToken);
            if (request.Method != HttpMethod.Get)
                afterWrite?.Invoke(path);
            return response;
        }
    }
}
