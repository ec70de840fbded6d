// The main job through the shared client, in C#: the same that samples/Demo.ps1 does in PowerShell. No key, no network.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Reviews.Diagnosis;
using AtlassianAdmin.Sandbox;

var organization = new SandboxOrganization(new SandboxOptions());
using ApiKey key = ApiKey.From(new NetworkCredential("", organization.ApiKey).SecurePassword);
using var client = new AdminClient(new AdminClientOptions(key, organization.OrganizationId, new Uri("https://sandbox.invalid/"))
{
    Network = () => new SandboxHandler(organization),
});

Console.WriteLine("1. Can this connection do the job?");
await foreach (ConnectionCheck check in new ConnectionDoctor(client, keyExpiresOn: null).ExamineAsync())
    Console.WriteLine($"   {check.Status,-8} {check.Check}: {check.Detail}");

Console.WriteLine();
Console.WriteLine("2. Disable everybody on the list and read the state back.");
List<string> people = ReadPeople(Path.Combine(AppContext.BaseDirectory, "leavers.csv"));
IReadOnlyDictionary<string, IReadOnlyList<User>> found =
    await client.Users.FindByEmailAsync(people.Where(p => p.Contains('@')));
var runner = new ChangeRunner(new ChangeGuard(), $"{organization.Name} [sandbox]", client.Options.Clock);
var clients = new ConnectedClients(client);
List<Change> results = await ChangeAsync(people, new DisableAccount("Left the company"));
foreach (IGrouping<string, Change> group in results.GroupBy(c => $"{c.Outcome} {c.ErrorCode}").OrderByDescending(g => g.Count()))
    Console.WriteLine($"   {group.Count(),4} {group.Key}");

Console.WriteLine();
Console.WriteLine("3. Why were some refused, and what comes next?");
foreach (IGrouping<string?, Change> refused in results.Where(c => c.Outcome == ChangeOutcome.Failed).GroupBy(c => c.ErrorCode))
    Console.WriteLine($"   {refused.Key} ({refused.Count()}): {refused.First().ErrorMessage}{Environment.NewLine}      -> {refused.First().RecommendedAction}");

Console.WriteLine();
Console.WriteLine("4. It was a mistake: enable again just those that this run changed.");
List<string> changed = results.Where(c => c.Outcome == ChangeOutcome.Changed).Select(c => c.AccountId).ToList();
List<Change> undone = await ChangeAsync(changed, new EnableAccount());
int restored = undone.Count(c => c.Outcome == ChangeOutcome.Changed && c.Verified == true);
Console.WriteLine($"{results.Count} people on the list: {changed.Count} disabled and read back, " +
    $"{results.Count(c => c.Outcome == ChangeOutcome.AlreadyInState)} already disabled, " +
    $"{results.Count(c => c.Outcome == ChangeOutcome.Failed)} refused with a reason; {restored} of the {changed.Count} enabled again.");
return restored == changed.Count ? 0 : 1;

async Task<List<Change>> ChangeAsync(List<string> identities, OperationSpec operation)
{
    var work = new OrderedWork<IReadOnlyList<Change>>(client.Options.ThrottleLimit);
    Task<IReadOnlyList<Change>>[] changes = identities.ConvertAll(identity => work.Add(Resolve(identity)?.AccountId, () => ChangeOneAsync(identity, operation))).ToArray();
    return [.. (await Task.WhenAll(changes)).SelectMany(c => c)];
}

async Task<IReadOnlyList<Change>> ChangeOneAsync(string identity, OperationSpec operation) => Resolve(identity) is { } subject
    ? await runner.RunAsync(operation.ToIntent(subject, clients), new RunOptions(ReadFirst: true, Verify: true))
    : [runner.Failed(operation.ToIntent(new Subject(identity), clients), new AdminException(ErrorCode.IdentityNotFound, ("address", identity)))];

Subject? Resolve(string identity)
{
    if (!identity.Contains('@'))
        return new Subject(identity, identity);
    return found[identity] is [User only] ? new Subject(identity, only.AccountId, only.Email, only.Name) : null;
}

static List<string> ReadPeople(string path)
{
    string[] lines = File.ReadAllLines(path);
    string[] header = lines[0].Split(',');
    int email = Array.IndexOf(header, "Email");
    int accountId = Array.IndexOf(header, "AccountId");
    return lines.Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')).Select(c => c[accountId].Length > 0 ? c[accountId] : c[email]).ToList();
}
