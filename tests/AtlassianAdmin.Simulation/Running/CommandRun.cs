using System.IO;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Changes.Undo;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Simulation.Lives;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Running;

/// <summary>Runs one command on a connection, as the module's engine does below its cmdlets.</summary>
internal sealed class CommandRun(World world, Repertoire repertoire, Execution execution)
{
    private readonly LifeCommand _command = execution.Command;
    private readonly ModuleProcess _process = execution.Process;
    private readonly RunStatus _status = new();

    /// <summary>Runs it. What becomes of it stands in the execution.</summary>
    public async Task RunAsync()
    {
        RequestScope.Current = new RequestScope(onAttempt: null, _process.NothingNew);
        UnitTag.Current = new UnitTag(execution.Number, -1);
        try
        {
            Connection connection = _process.ConnectionAt(execution.Connection);
            await (_command.Kind switch
            {
                "OffboardingPlan" or "EmailMovePlan" or "ChangePlan" => RunPlanAsync(connection),
                "Undo" => UndoAsync(connection),
                "Preview" => PreviewAsync(connection),
                _ => ChangeAsync(connection),
            });
        }
        catch (AdminException e)
        {
            execution.Failure = e;
        }
        catch (OperationCanceledException) when (_process.IsStopped)
        {
            // The user has stopped it while something was read for all of them.
        }
        catch (ProcessKilledException)
        {
            // What a dead process was about.
        }
        catch (Exception e)
        {
            execution.Crash = e;
        }
    }

    private async Task ChangeAsync(Connection connection)
    {
        var units = new List<IntentUnit>();
        foreach (Asked asked in AskedOf(_command))
        {
            ConnectedClients clients = _command.Kind == "SiteGroupMembership" ? connection.SiteClients : connection.Clients;
            units.Add(new IntentUnit(connection.Runner, asked.Spec.ToIntent(asked.Subject, clients)));
            execution.Add(new ExecutedUnit(asked.Allowed.Select(p => p.AccountId).ToList()) { Spec = asked.Spec });
        }

        await SendAsync(connection, units, new RunOptions(_command.ReadFirst, _command.Verify));
        Take(units);
    }

    private Asked[] AskedOf(LifeCommand command)
    {
        lock (world.Sync)
            return repertoire.Of(command).ToArray();
    }

    private async Task PreviewAsync(Connection connection)
    {
        Asked[] all = AskedOf(Previewed());
        foreach (Asked asked in all)
            execution.Add(new ExecutedUnit([]) { Spec = asked.Spec });
        for (int place = 0; place < all.Length; place++)
        {
            var unit = new IntentUnit(connection.Runner, all[place].Spec.ToIntent(all[place].Subject, connection.Clients));
            UnitTag.Current = new UnitTag(execution.Number, place);
            execution.Units[place].Changes = await unit.PreviewAsync(byPage: false, _process.GiveUp);
        }
    }

    // What a preview is of, and what a plan of foreseen changes is made of.
    private LifeCommand Previewed()
    {
        string[] kinds = ["Disable", "Delete", "SetEmail", "GroupMembership", "Suspend", "SetProfile", "RevokeAllTokens", "Enable"];
        return _command with { Kind = kinds[_command.Detail % kinds.Length] };
    }

    /// <summary>Sends units as the module's engine does: in their order, several at once, and read back by pages.</summary>
    private async Task SendAsync(Connection connection, IReadOnlyList<ChangeUnit> units, RunOptions options, int first = 0)
    {
        var work = new OrderedWork<bool>(world.Life.Throttle);
        ProofPages? proofs = connection.Clients.People is { } people ? new ProofPages(people, world.Life.Throttle, units.Count) : null;
        var once = units.GroupBy(u => u.OrderKey).Where(same => same.Key is not null && same.Count() == 1).Select(same => same.Key).ToHashSet();
        var tasks = new List<Task>();
        for (int place = 0; place < units.Count;)
        {
            ChangeUnit unit = units[place];
            List<IntentUnit> batch = Shared(units, place);
            var tag = new UnitTag(execution.Number, batch.Count > 1 ? -1 : first + place);
            bool together = batch.Count <= 1 && proofs is not null && once.Contains(unit.OrderKey);
            IReadOnlyList<OpenProof> left = [];
            if (together)
                proofs!.Expect();
            tasks.Add(work.Add(
                unit.OrderKey,
                async () =>
                {
                    Enter(tag);
                    if (batch.Count > 1)
                        await IntentUnit.RunTogetherAsync(batch, _status, _process.GiveUp);
                    else if (together)
                        left = await unit.SendAsync(options, _status, _process.GiveUp);
                    else
                        await unit.RunAsync(options, _status, _process.GiveUp);
                    return true;
                },
                together
                    ? () =>
                    {
                        Enter(tag);
                        return proofs!.CloseAsync(left, _process.GiveUp);
                    }
                    : null));
            place += Math.Max(1, batch.Count);
        }

        await Task.WhenAll(tasks);
    }

    private void Enter(UnitTag tag)
    {
        RequestScope.Current = new RequestScope(onAttempt: null, _process.NothingNew);
        UnitTag.Current = tag;
    }

    private static List<IntentUnit> Shared(IReadOnlyList<ChangeUnit> units, int place)
    {
        var batch = new List<IntentUnit>();
        if (units[place] is not IntentUnit { LargestBatch: > 1 and var largest } first)
            return batch;
        batch.Add(first);
        for (int next = place + 1; next < units.Count && batch.Count < largest && units[next] is IntentUnit other && first.SharesWith(other); next++)
            batch.Add(other);
        return batch;
    }

    private void Take(IReadOnlyList<ChangeUnit> units)
    {
        for (int place = 0; place < units.Count; place++)
            execution.Units[place].Changes = units[place].Changes;
    }

    private async Task RunPlanAsync(Connection connection)
    {
        int number = world.Life.Commands.ToList().IndexOf(_command);
        string path = Path.Combine(world.Folder, $"plan-{number}.json");
        if (!File.Exists(path))
            PlanFile.Write(await MakePlanAsync(connection), path);
        Plan plan = PlanFile.Read(path);
        execution.Plan = plan;
        JournalWriter writer = _process.OpenJournal($"run-{number}.jsonl");
        PlanRunner runner = PlanRunner.Create(connection.Clients, connection.Guard, plan, "Company", writer, resume: true, connection.Journal);
        PlanUnit[] units = runner.Stages.SelectMany(s => s).ToArray();
        foreach (PlanUnit unit in units)
            execution.Add(new ExecutedUnit([unit.Person.AccountId]));
        int first = 0;
        foreach (IReadOnlyList<PlanUnit> stage in runner.Stages)
        {
            await runner.CheckAsync(stage, _process.GiveUp);
            await SendAsync(connection, stage, default, first);
            first += stage.Count;
        }

        runner.Finish();
        Take(units);
        _process.CloseJournal(writer);
    }

    private async Task<Plan> MakePlanAsync(Connection connection)
    {
        SandboxPerson[] people;
        lock (world.Sync)
            people = _command.People.Select(p => world.Organization.People[p]).ToArray();
        switch (_command.Kind)
        {
            case "OffboardingPlan":
                OffboardingStepKind[][] steps =
                [
                    [], [OffboardingStepKind.Disable], [OffboardingStepKind.RevokeTokens, OffboardingStepKind.LeaveGroups, OffboardingStepKind.Suspend, OffboardingStepKind.Disable],
                    [OffboardingStepKind.RevokeTokens, OffboardingStepKind.Disable, OffboardingStepKind.ScheduleDeletion], [OffboardingStepKind.LeaveGroups, OffboardingStepKind.Suspend],
                ];
                var maker = new OffboardingPlanMaker(connection.Client, connection.Guard, new OffboardingRequest
                {
                    Organization = "Company",
                    Steps = steps[_command.Detail % steps.Length],
                    ScimDirectoryId = _command.Detail % 2 == 0 ? world.Organization.ScimDirectoryId : null,
                    Now = world.Clock.GetUtcNow(),
                });
                await maker.AddAsync(people.Select(p => (p.Email, (Subject?)Repertoire.Of(p), (AdminException?)null, (DateTimeOffset?)null)), _process.GiveUp);
                return maker.Make();
            case "EmailMovePlan":
                var moves = new EmailMovePlanMaker(connection.Clients, connection.Guard, new ChangePlanRequest { Organization = "Company", ParkingDomain = "example.org" });
                moves.Add(people.Select((p, place) => (p.Email, (Subject?)Repertoire.Of(p), (AdminException?)null, new SetEmail(TargetOf(people, place)))));
                return await moves.MakeAsync(_process.GiveUp);
            default:
                var changes = new ChangePlanMaker(connection.Clients, connection.Guard, new ChangePlanRequest { Organization = "Company" });
                foreach (Asked asked in AskedOf(Previewed()))
                {
                    foreach (Change change in await new IntentUnit(connection.Runner, asked.Spec.ToIntent(asked.Subject, connection.Clients)).PreviewAsync(byPage: false, _process.GiveUp))
                        changes.Add(change);
                }

                return await changes.MakeAsync(_process.GiveUp);
        }
    }

    // Some exchange their addresses, some form a chain.
    private string TargetOf(SandboxPerson[] people, int place) =>
        place + 1 < people.Length ? people[place + 1].Email : _command.Detail % 2 == 0 ? people[0].Email : $"moved{_command.Detail}@example.com";

    private async Task UndoAsync(Connection connection)
    {
        if (connection.Journal is not { } journal)
            return;
        UndoRunner runner = UndoRunner.Create(
            connection.Clients, connection.Guard, "Company", ChangeJournal.Read(journal.Path), new UndoRequest(), journal.Writer);
        foreach (UndoUnit unit in runner.Units)
            execution.Add(new ExecutedUnit([unit.Subject.AccountId]));
        int first = 0;
        foreach (IReadOnlyList<UndoUnit> stage in runner.Stages)
        {
            await SendAsync(connection, stage, default, first);
            first += stage.Count;
        }

        Take(runner.Units);
    }
}
