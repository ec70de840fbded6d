using System.Collections.Concurrent;
using System.Net.Http;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.Http;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests.Running;

/// <summary>Where errors stop a command, nobody overtakes a refusal whose reason is still being read.</summary>
public sealed class DoubtTests : IDisposable
{
    private readonly SandboxOrganization _organization = new(new SandboxOptions { UserCount = 60 });
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ApiKey _key;

    public DoubtTests() => _key = Company.KeyOf(_organization.ApiKey);

    [Fact]
    public async Task Nobody_starts_while_the_reason_of_a_refusal_is_read_and_nobody_afterwards()
    {
        (Task<IReadOnlyList<Change>> refused, Task<IReadOnlyList<Change>> next) = await BeginAsync(stopsAtErrors: true);
        await Task.Delay(100);
        Assert.False(next.IsCompleted);
        Assert.Equal(1, Sent);

        _answer.SetResult();
        Assert.Equal(ChangeOutcome.Failed, Assert.Single(await refused).Outcome);
        Assert.Equal((ChangeOutcome.Skipped, 0), Assert.Single((await next).Select(c => (c.Outcome, c.Attempts))));
        Assert.Equal(1, Sent);
    }

    [Fact]
    public async Task A_refusal_that_turns_out_to_be_no_error_stops_nobody()
    {
        // Somebody else disables the account while the reason is read: that is what was wanted.
        (Task<IReadOnlyList<Change>> refused, Task<IReadOnlyList<Change>> next) = await BeginAsync(stopsAtErrors: true, isDoneByOthers: true);
        await Task.Delay(100);
        Assert.False(next.IsCompleted);

        _answer.SetResult();
        Assert.Equal(ChangeOutcome.AlreadyInState, Assert.Single(await refused).Outcome);
        Assert.Equal(ChangeOutcome.Changed, Assert.Single(await next).Outcome);
        Assert.Equal(2, Sent);
    }

    [Fact]
    public async Task Where_errors_stop_nothing_nobody_waits()
    {
        (Task<IReadOnlyList<Change>> refused, Task<IReadOnlyList<Change>> next) = await BeginAsync(stopsAtErrors: false);
        Assert.Equal(ChangeOutcome.Changed, Assert.Single(await next).Outcome);
        Assert.False(refused.IsCompleted);
        _answer.SetResult();
        Assert.Equal(ChangeOutcome.Failed, Assert.Single(await refused).Outcome);
    }

    public void Dispose() => _key.Dispose();

    private int Sent => _requests.Count(r => r.StartsWith("POST", StringComparison.Ordinal));

    /// <summary>Sends one who is refused, and the next one once the reason is being read.</summary>
    private async Task<(Task<IReadOnlyList<Change>> Refused, Task<IReadOnlyList<Change>> Next)> BeginAsync(bool stopsAtErrors, bool isDoneByOthers = false)
    {
        var client = new AdminClient(new AdminClientOptions(_key, _organization.OrganizationId, new Uri($"https://{Guid.NewGuid():N}.sandbox.invalid/")) { Network = () => new Door(this, isDoneByOthers) });
        var runner = new ChangeRunner(new ChangeGuard(), "Company", client.Options.Clock);
        var clients = new ConnectedClients(client);
        var status = new RunStatus { StopsAtErrors = stopsAtErrors };
        Task<IReadOnlyList<Change>> refused = RunAsync(_organization.People.First(p => p.Kind == SandboxPersonKind.ManagedByScim));
        await _reading.Task;
        return (refused, RunAsync(_organization.People.First(p => p is { Kind: SandboxPersonKind.Active, AccountStatus: "active" })));

        Task<IReadOnlyList<Change>> RunAsync(SandboxPerson person) =>
            runner.RunAsync(new DisableAccount().ToIntent(new Subject(person.Email, person.AccountId), clients), new RunOptions(ReadFirst: false, Verify: false), status);
    }

    /// <summary>Holds the reading of a profile until it is told to answer.</summary>
    private sealed class Door(DoubtTests test, bool isDoneByOthers) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _organization = new(new SandboxHandler(test._organization));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string path = request.RequestUri!.AbsolutePath;
            test._requests.Enqueue($"{request.Method} {path}");
            HttpResponseMessage response = await _organization.SendAsync(request, cancellationToken);
            if (!path.EndsWith("/manage/profile", StringComparison.Ordinal))
                return response;
            test._reading.TrySetResult();
            await test._answer.Task;
            if (isDoneByOthers)
            {
                string profile = await response.Content.ReadAsStringAsync(cancellationToken);
                response.Content = new StringContent(profile.Replace("\"active\"", "\"inactive\""), System.Text.Encoding.UTF8, "application/json");
            }

            return response;
        }
    }
}
