using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Runner;

/// <summary>Runs a plan in a process of its own, which the tests kill. The key is a simulated one and comes through the environment.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        (Uri address, string organization, string planPath, string journalPath, int throttle) =
            (new Uri(arguments[0]), arguments[1], arguments[2], arguments[3], int.Parse(arguments[4], CultureInfo.InvariantCulture));
        using var secret = new SecureString();
        foreach (char c in Environment.GetEnvironmentVariable("SANDBOX_KEY")!)
            secret.AppendChar(c);
        using ApiKey key = ApiKey.From(secret);
        using var client = new AdminClient(new AdminClientOptions(key, organization, address) { ThrottleLimit = throttle });
        try
        {
            using JournalWriter journal = JournalWriter.Open(journalPath);
            PlanRunner runner = PlanRunner.Create(client, new ChangeGuard(), PlanFile.Read(planPath), "Company", journal, resume: true);
            IReadOnlyList<AdminException?> objections = await runner.CheckAsync(runner.People, CancellationToken.None).ConfigureAwait(false);
            IReadOnlyList<Change>[] changes = await Task.WhenAll(
                runner.People.Select((p, index) => runner.RunAsync(p, objections[index], CancellationToken.None))).ConfigureAwait(false);
            foreach (Change change in changes.SelectMany(c => c))
                Console.WriteLine($"{change.Outcome} {change.Action} {change.Email} {change.ErrorCode}");
            return changes.SelectMany(c => c).All(c => c.Outcome is ChangeOutcome.Changed or ChangeOutcome.AlreadyInState) ? 0 : 1;
        }
        catch (AdminException e)
        {
            Console.WriteLine($"{e.Code} {e.Message}");
            return 2;
        }
    }
}
