using System.Diagnostics;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Simulation.Lives;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Running;

/// <summary>
/// Lets a life happen. Whatever can run, runs first; then one request is released, in an order that the seed draws; time moves on
/// when nothing else can. All of it is done by the one worker thread of the process, so the same life happens the same way again.
/// In a concurrent life threads run beside each other: what is asked and what befalls it are the same again, the order is not.
/// </summary>
internal sealed class Director(World world) : IDisposable
{
    private const int MostRequests = 20_000;
    private const int MostProcesses = 12;
    private static readonly TimeSpan MostTime = TimeSpan.FromDays(4);

    // Of the wall clock, and far longer than any thread computes: a guard against hanging, not a measurement.
    private static readonly TimeSpan MostIdle = TimeSpan.FromSeconds(30);

    private readonly Repertoire _repertoire = new(world);
    private readonly List<Execution> _executions = [];
    private ModuleProcess? _process;
    private int _processes;

    /// <summary>The commands as they were run.</summary>
    public IReadOnlyList<Execution> Executions => _executions;

    /// <summary>Lets the whole life happen.</summary>
    public async Task LiveAsync()
    {
        for (int place = 0; place < world.Life.Commands.Count; place++)
        {
            LifeCommand command = world.Life.Commands[place];
            bool isPair = command.WithNext && place + 1 < world.Life.Commands.Count && CanRunBeside(command) && CanRunBeside(world.Life.Commands[place + 1]);
            LifeCommand[] together = isPair ? [command, world.Life.Commands[++place]] : [command];
            bool isLong = together.Any(c => IsResumed(c.Kind));
            // What can be begun again after a kill is begun again; other commands are not typed twice.
            do
            {
                await RunAsync(together);
                if (_executions.Any(e => e.IsStuck))
                    return;
            }
            while (isLong && _executions[^1].IsKilled && _processes < MostProcesses);
            world.LetOthersActAfter(place);
        }

        _process?.Dispose();
    }

    public void Dispose() => _process?.Dispose();

    // Both would write to the same journal.
    private static bool CanRunBeside(LifeCommand command) => !IsResumed(command.Kind);

    private static bool IsResumed(string kind) => kind == "Undo" || kind.EndsWith("Plan", StringComparison.Ordinal);

    private async Task RunAsync(LifeCommand[] together)
    {
        if (_process is null or { IsDead: true } or { IsStopped: true })
        {
            _process?.Dispose();
            _process = new ModuleProcess(world, _processes++);
        }

        var running = new List<(Execution Execution, Task Task)>();
        for (int connection = 0; connection < together.Length; connection++)
        {
            var execution = new Execution(_executions.Count, together[connection], _process, connection) { Before = Facets() };
            execution.From = world.Log.Count;
            world.Note(new MarkEntry($"#{execution.Number} {execution.Command.Kind} {string.Join(",", execution.Command.People)} begins"));
            _executions.Add(execution);
            running.Add((execution, Begin(execution)));
        }

        Task work = Task.WhenAll(running.Select(r => r.Task));
        bool isStuck = !await (world.IsConcurrent ? DriveThreadsAsync(work) : DriveAsync(work));
        foreach ((Execution execution, Task _) in running)
        {
            execution.IsStuck = isStuck;
            execution.IsKilled = _process.IsDead;
            execution.To = world.Log.Count;
            execution.After = Facets();
            world.Note(new MarkEntry($"#{execution.Number} ends"));
        }
    }

    private Task Begin(Execution execution) => Task.Run(new CommandRun(world, _repertoire, execution).RunAsync);

    /// <summary>Lets happen what there is to happen, until the work has ended or its process is dead.</summary>
    /// <returns>False when the work waits for something that never comes.</returns>
    private async Task<bool> DriveAsync(Task work)
    {
        while (true)
        {
            // Behind everything that can run.
            await Task.Yield();
            if (ThreadPool.PendingWorkItemCount > 0)
                continue;
            if (work.IsCompleted || _process!.IsDead)
                return true;
            if (world.Requests > MostRequests || world.Clock.Passed > MostTime)
                return false;
            if (_process.Gate.Waiting > 0 && world.Draw(100) < 90)
            {
                world.Clock.Advance(TimeSpan.FromMilliseconds(world.Draw(5, 120)));
                if (!_process.IsDead)
                    _process.Gate.Release();
            }
            else if (!world.Clock.Advance(TimeSpan.MaxValue) && _process.Gate.Waiting == 0)
            {
                return false;
            }
        }
    }

    /// <summary>Releases what waits, and moves time on when for a moment nothing does.</summary>
    /// <returns>False when the work waits for something that never comes.</returns>
    private async Task<bool> DriveThreadsAsync(Task work)
    {
        Stopwatch idle = Stopwatch.StartNew();
        while (!work.IsCompleted)
        {
            if (_process!.IsDead)
            {
                // Its threads run on until they come upon it.
                await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(20)));
                return true;
            }

            if (world.Requests > MostRequests || world.Clock.Passed > MostTime || idle.Elapsed > MostIdle)
                return false;
            if (_process.Gate.Waiting > 0 && world.Draw(100) < 90)
            {
                world.Clock.Advance(TimeSpan.FromMilliseconds(world.Draw(5, 120)));
                _process.Gate.Release();
                idle.Restart();
                continue;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1));
            if (world.Clock.Advance(TimeSpan.MaxValue))
                idle.Restart();
        }

        return true;
    }

    private Dictionary<string, Dictionary<string, string>> Facets()
    {
        var facets = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        lock (world.Sync)
        {
            foreach (SandboxPerson person in world.Organization.People)
                facets[person.AccountId] = WorldState.FacetsOf(person.State);
        }

        return facets;
    }
}
