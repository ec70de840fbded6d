using System.Diagnostics;
using System.IO;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Changes.Tests.Plans;

/// <summary>
/// A run in a process of its own, killed by the operating system and begun again: whenever that happens, it ends in the planned
/// state, and the organization has seen no step twice.
/// </summary>
public sealed class KilledRunTests
{
    // A token, a group and a suspension; two groups and the account.
    private static readonly string[] Few = ["google.managed@example.com", "suspended.member@example.com"];
    private static readonly string[] More = ["mia.active@example.com", "contractor@example.net", "suspended.member@example.com"];

    [Fact]
    public async Task Killed_at_every_step_boundary_it_ends_in_the_planned_state_with_no_step_done_twice()
    {
        int writes = (await Scene.PlayAsync(killer: null)).Writes.Count;
        Assert.InRange(writes, 5, 10);
        // Before each write reached the organization, and after each was done and before its answer came.
        var moments = Enumerable.Range(1, writes).SelectMany(n => new[] { (n, done: false), (n, done: true) }).ToArray();

        foreach ((int number, bool done) in moments)
        {
            using Scene scene = await Scene.PlayAsync(kill =>
            {
                kill.Server.Before = n => n != number || done || kill.Now();
                kill.Server.After = n => n != number || !done || kill.Now();
            });
            Assert.True(scene.WasKilled, $"the run was over before write {number}");
            scene.AssertPlannedState();
        }
    }

    [Fact]
    public async Task Killed_at_random_points_again_and_again_it_ends_in_the_planned_state_with_no_step_done_twice()
    {
        var random = new Random(20261122);
        for (int round = 0; round < 3; round++)
        {
            using var scene = new Scene(await Scene.PlanAsync(More));
            for (int kills = 0; kills < 3; kills++)
            {
                int left = random.Next(20, 500);
                await scene.RunAsync(throttle: 4, started => Task.Delay(left).ContinueWith(_ => started(), TaskScheduler.Default));
                scene.TearTail(random);
            }

            Assert.Equal(0, await scene.RunAsync(throttle: 4));
            scene.AssertPlannedState();
        }
    }

    [Fact]
    public async Task Of_two_copies_that_start_at_once_the_second_refuses()
    {
        using var scene = new Scene(await Scene.PlanAsync(Few));
        using var held = new ManualResetEventSlim();
        using var reached = new ManualResetEventSlim();
        scene.Server.Before = n =>
        {
            reached.Set();
            return held.Wait(TimeSpan.FromMinutes(1));
        };
        Task<int> first = scene.RunAsync(throttle: 1);
        Assert.True(reached.Wait(TimeSpan.FromMinutes(1)));

        Assert.Equal(2, await scene.RunAsync(throttle: 1));
        Assert.Contains("JournalInUse", scene.Output, StringComparison.Ordinal);
        held.Set();
        Assert.Equal(0, await first);
        scene.AssertPlannedState();
    }

    [Fact]
    public async Task Begun_again_from_its_beginning_it_sends_nothing_more()
    {
        using Scene scene = await Scene.PlayAsync(killer: null);
        int before = scene.Server.Writes.Count;

        Assert.Equal(0, await scene.RunAsync(throttle: 4));

        Assert.Equal(before, scene.Server.Writes.Count);
    }

    [Fact]
    public async Task Killed_at_every_step_boundary_exchanged_addresses_end_where_they_belong()
    {
        int writes = (await Scene.PlayAsync(killer: null, Scene.ExchangeAsync)).Writes.Count;
        // Two who exchange theirs, by way of a parking address, and three in a chain.
        Assert.Equal(6, writes);
        foreach ((int number, bool done) in Enumerable.Range(1, writes).SelectMany(n => new[] { (n, done: false), (n, done: true) }))
        {
            using Scene scene = await Scene.PlayAsync(
                kill =>
                {
                    kill.Server.Before = n => n != number || done || kill.Now();
                    kill.Server.After = n => n != number || !done || kill.Now();
                },
                Scene.ExchangeAsync);
            Assert.True(scene.WasKilled, $"the run was over before write {number}");
            scene.AssertAddresses();
        }
    }

    private sealed record Killer(CountingServer Server, Func<bool> Now);

    private sealed class Scene : IDisposable
    {
        private readonly Company _company;
        private readonly Plan _plan;

        public Scene((Company Company, Plan Plan) planned)
        {
            (_company, _plan) = planned;
            Server = new CountingServer(_company.Sandbox);
            PlanFile.Write(_plan, PlanPath);
        }

        public CountingServer Server { get; }

        public bool WasKilled { get; private set; }

        public string Output { get; private set; } = "";

        public IReadOnlyList<string> Writes => Server.Writes;

        private string PlanPath => Path.Combine(_company.Folder, "plan.json");

        public static async Task<(Company, Plan)> PlanAsync(string[] leavers)
        {
            var company = new Company();
            var maker = new OffboardingPlanMaker(company.Client, new ChangeGuard(), new OffboardingRequest
            {
                Organization = "Company",
                Steps = [OffboardingStepKind.RevokeTokens, OffboardingStepKind.LeaveGroups, OffboardingStepKind.Suspend, OffboardingStepKind.Disable],
            });
            await maker.AddAsync(leavers.Select(l => (l, (Subject?)company.Person(l), (AdminException?)null, (DateTimeOffset?)null)), CancellationToken.None);
            return (company, maker.Make());
        }

        /// <summary>Two who exchange their addresses, and three in a chain.</summary>
        public static async Task<(Company, Plan)> ExchangeAsync()
        {
            var company = new Company();
            string[] people = company.Sandbox.People.Where(p => p.Kind == SandboxPersonKind.Active).Select(p => p.Email).Take(5).ToArray();
            return (company, await AddressMoves.PlanAsync(
                company,
                [(people[0], people[1]), (people[1], people[0]), (people[2], people[3]), (people[3], people[4]), (people[4], "last@example.com")],
                parkingDomain: "example.org"));
        }

        /// <summary>Runs the plan once, with somebody who kills it, and once more when it was killed.</summary>
        public static async Task<Scene> PlayAsync(Action<Killer>? killer, Func<Task<(Company, Plan)>>? plan = null)
        {
            var scene = new Scene(await (plan?.Invoke() ?? PlanAsync(Few)));
            Process? running = null;
            killer?.Invoke(new Killer(scene.Server, () =>
            {
                running!.Kill();
                running.WaitForExit();
                return false;
            }));
            int code = await scene.RunAsync(throttle: 1, onStarted: null, process => running = process);
            scene.Server.Before = scene.Server.After = _ => true;
            scene.WasKilled = killer is not null && code != 0;
            if (scene.WasKilled)
                Assert.Equal(0, await scene.RunAsync(throttle: 1));
            return scene;
        }

        public Task<int> RunAsync(int throttle, Func<Action, Task>? onStarted = null) => RunAsync(throttle, onStarted, _ => { });

        /// <summary>What a crash of the machine may do to the last record, beside what the death of the process does.</summary>
        public void TearTail(Random random)
        {
            byte[] bytes = File.Exists(_company.JournalPath) ? File.ReadAllBytes(_company.JournalPath) : [];
            int lastLine = bytes.Length < 2 ? -1 : Array.LastIndexOf(bytes, (byte)'\n', bytes.Length - 2);
            // A record that proves an answer may be lost in half; one that a write waited for was on the disk before.
            if (lastLine > 0 && bytes.AsSpan(lastLine + 1).StartsWith("{\"record\":\"End\""u8) && random.Next(2) == 0)
                File.WriteAllBytes(_company.JournalPath, bytes[..random.Next(lastLine + 1, bytes.Length)]);
        }

        public void AssertAddresses()
        {
            foreach (PlanPerson person in _plan.People)
                Assert.Equal(((SetEmail)person.Steps[^1].Operation).NewEmail, _company.Sandbox.Find(person.AccountId)!.Email);
            foreach (PlanStep step in _plan.Steps)
                Assert.True(_company.Journal().Last(c => c.Step == step.StepId).Verified, $"{step.StepId} {step.Effect} is not proven");
            // Each address is given once.
            Assert.Equal(_plan.Steps.Count, Writes.Count);
        }

        public void AssertPlannedState()
        {
            foreach (PlanPerson planned in _plan.People)
            {
                SandboxPerson person = _company.Sandbox.Find(planned.AccountId)!;
                Assert.Equal(planned.Steps.Any(s => s.Kind == OffboardingStepKind.Disable) ? "inactive" : "active", person.AccountStatus);
                Assert.Equal(0, planned.Steps.Any(s => s.Kind == OffboardingStepKind.RevokeTokens) ? person.TokenCount : 0);
            }

            IReadOnlyList<JournaledChange> journal = _company.Journal();
            foreach (PlanStep step in _plan.Steps)
            {
                JournaledChange last = journal.Last(c => c.Step == step.StepId);
                Assert.True(last.Verified, $"{step.StepId} {step.Effect} is not proven");
            }

            // Each of these paths names one thing that was done to one person.
            Assert.Equal(Writes.Distinct().Order(), Writes.Order());
        }

        public void Dispose()
        {
            Server.Dispose();
            _company.Dispose();
        }

        private async Task<int> RunAsync(int throttle, Func<Action, Task>? onStarted, Action<Process> tell)
        {
            var start = new ProcessStartInfo("dotnet")
            {
                ArgumentList =
                {
                    Path.Combine(AppContext.BaseDirectory, "AtlassianAdmin.Changes.Runner.dll"),
                    Server.Uri.ToString(), _company.Sandbox.OrganizationId, PlanPath, _company.JournalPath, $"{throttle}",
                },
                Environment = { ["SANDBOX_KEY"] = _company.Sandbox.ApiKey },
                RedirectStandardOutput = true,
            };
            using Process process = Process.Start(start)!;
            tell(process);
            Task killed = onStarted?.Invoke(process.Kill) ?? Task.CompletedTask;
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            await killed;
            Output = output;
            return process.ExitCode;
        }
    }
}
