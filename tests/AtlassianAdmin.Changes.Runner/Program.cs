using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
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
            PlanRunner runner = PlanRunner.Create(new ConnectedClients(client), new ChangeGuard(), PlanFile.Read(planPath), "Company", journal, resume: true);
            var status = new RunStatus();
            var work = new OrderedWork<bool>(throttle);
            foreach (IReadOnlyList<PlanUnit> stage in runner.Stages)
            {
                await runner.CheckAsync(stage, CancellationToken.None).ConfigureAwait(false);
                await Task.WhenAll(stage.Select(unit => work.Add(unit.OrderKey, async () =>
                {
                    await unit.RunAsync(default, status, CancellationToken.None).ConfigureAwait(false);
                    return true;
                }))).ConfigureAwait(false);
            }

            List<Change> changes = runner.Units.SelectMany(u => u.Changes).ToList();
            foreach (Change change in changes)
                Console.WriteLine($"{change.Outcome} {change.Action} {change.Email} {change.ErrorCode}");
            return changes.All(c => c.Outcome is ChangeOutcome.Changed or ChangeOutcome.AlreadyInState) ? 0 : 1;
        }
        catch (AdminException e)
        {
            Console.WriteLine($"{e.Code} {e.Message}");
            return 2;
        }
    }
}
