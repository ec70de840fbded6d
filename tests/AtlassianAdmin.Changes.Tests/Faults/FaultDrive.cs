using System.Net;
using System.Net.Http;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests.Faults;

/// <summary>
/// Many changes over a way that breaks. Each person is disabled, enabled, disabled, enabled, and then disabled or deleted: a write
/// that is lost, doubled or overtaken leaves another state or another line in the service's own audit log.
/// </summary>
internal sealed class FaultDrive(SandboxOrganization organization, FaultPlan plan)
{
    private const int InFlight = 16;
    // Of the wall clock: whoever is stalled waits this long. On a busy machine an answer takes a while, and what comes after its
    // caller gave up would count as a write that overtook another.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan PatienceWithSockets = TimeSpan.FromSeconds(2);

    /// <summary>Drives so many changes, five for each person, and proves that they are told as they are.</summary>
    public async Task RunAsync(int changes, Uri? baseUri = null)
    {
        SandboxPerson[] people = organization.People.Where(p => p.Kind == SandboxPersonKind.Active && p.AccountStatus == "active").Take(changes / 5).ToArray();
        Assert.Equal(changes / 5, people.Length);
        DateTimeOffset start = DateTimeOffset.UtcNow.AddSeconds(-1);
        using AdminClient client = Connect(baseUri, new FaultyNetwork(organization, plan));
        var runner = new ChangeRunner(new ChangeGuard(), organization.Name, client.Options.Clock);
        var clients = new ConnectedClients(client);
        var work = new OrderedWork<Change>(InFlight);

        // Everybody's first change, then everybody's second: changes of one person are far apart and still never overlap.
        List<Task<Change>[]> rounds = Enumerable.Range(0, 5).Select(round => people.Select((person, index) => work.Add(
            person.AccountId,
            async () => Assert.Single(await runner.RunAsync(
                OperationOf(round, index).ToIntent(new Subject(person.Email, person.AccountId, person.Email, person.Name), clients), new RunOptions(ReadFirst: false, Verify: false))))).ToArray()).ToList();
        await Task.WhenAll(rounds.SelectMany(r => r));

        ILookup<string, string> log = await ReadLogAsync(start);
        for (int index = 0; index < people.Length; index++)
        {
            SandboxPerson person = people[index];
            Change[] told = rounds.Select(r => r[index].Result).ToArray();
            Assert.True(told.All(c => c.Outcome == ChangeOutcome.Changed && c.ErrorCode is null), string.Join("; ", told.Select(c => $"{c} {c.ErrorCode}")));
            // As often as it came past on the wire, not more and not less.
            Assert.Equal(plan.WritesOf(person.AccountId).Select(w => w.Attempts), told.Select(c => c.Attempts));
            // The service's own record: each change once, in order.
            Assert.Equal(["user_deactivated", "user_activated", "user_deactivated", "user_activated", index % 2 == 0 ? "user_deactivated" : "user_deletion_scheduled"], log[person.AccountId]);
            Assert.Equal(("inactive", index % 2 != 0), (person.AccountStatus, person.IsPendingDeletion));
        }
    }

    private static OperationSpec OperationOf(int round, int person) =>
        round == 4 ? (person % 2 == 0 ? new DisableAccount() : new DeleteAccount()) : round % 2 == 0 ? new DisableAccount() : new EnableAccount();

    private AdminClient Connect(Uri? baseUri, HttpMessageHandler network) =>
        new(new AdminClientOptions(ApiKey.From(new NetworkCredential("", organization.ApiKey).SecurePassword), organization.OrganizationId, baseUri)
        {
            Clock = new HurryingClock(),
            AttemptTimeout = baseUri is null ? Patience : PatienceWithSockets,
            ThrottleLimit = InFlight,
            Network = baseUri is null ? () => network : null,
        });

    private async Task<ILookup<string, string>> ReadLogAsync(DateTimeOffset start)
    {
        using AdminClient client = Connect(null, new SandboxHandler(organization));
        var events = new List<AuditEvent>();
        await foreach (AuditPage page in client.Audit.StreamAsync(start, null, null))
            events.AddRange(page.Events);
        return events.ToLookup(e => e.Context[0].ObjectId!, e => e.Action!);
    }
}
