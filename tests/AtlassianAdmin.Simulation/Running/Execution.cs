using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Simulation.Lives;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Running;

/// <summary>A command as it was run once: what went in, what it told, and where in the log it stands.</summary>
internal sealed class Execution(int number, LifeCommand command, ModuleProcess process, int connection)
{
    public int Number { get; } = number;

    public LifeCommand Command { get; } = command;

    public ModuleProcess Process { get; } = process;

    /// <summary>The place of its connection.</summary>
    public int Connection { get; } = connection;

    /// <summary>The log's length when it began.</summary>
    public int From { get; set; }

    /// <summary>The log's length when it had ended.</summary>
    public int To { get; set; }

    /// <summary>True when the process was killed under it: nothing was told then.</summary>
    public bool IsKilled { get; set; }

    /// <summary>What kept it from running at all; null for nothing.</summary>
    public AdminException? Failure { get; set; }

    /// <summary>A fault of the program; null for none.</summary>
    public Exception? Crash { get; set; }

    /// <summary>True where it waits and nothing will ever end that.</summary>
    public bool IsStuck { get; set; }

    /// <summary>The units of it.</summary>
    public IReadOnlyList<ExecutedUnit> Units { get; private set; } = [];

    /// <summary>Another unit. What a dead process still adds does not disturb who reads them.</summary>
    public void Add(ExecutedUnit unit) => Units = [.. Units, unit];

    /// <summary>The plan that it ran; null for none.</summary>
    public Plan? Plan { get; set; }

    /// <summary>What everybody was like when it began.</summary>
    public Dictionary<string, Dictionary<string, string>> Before { get; set; } = [];

    /// <summary>What everybody was like when it had ended.</summary>
    public Dictionary<string, Dictionary<string, string>> After { get; set; } = [];

    public IEnumerable<Change> Changes => Units.SelectMany(u => u.Changes);

    public override string ToString() => $"#{Number} {Command.Kind} {string.Join(",", Command.People)} {(IsKilled ? "killed" : Failure?.Code)}: {string.Join("; ", Changes.Select(Tell))}";

    private static string Tell(Change change) => $"{change} {change.Verified} {change.ErrorCode} x{change.Attempts} {change.Before}->{change.After}";
}

/// <summary>One unit of a command.</summary>
internal sealed class ExecutedUnit(IReadOnlyList<string> allowed)
{
    /// <summary>The accounts that it may change.</summary>
    public IReadOnlyList<string> Allowed { get; } = allowed;

    /// <summary>What was asked; null where a plan or a journal tells it.</summary>
    public OperationSpec? Spec { get; init; }

    /// <summary>What was told of it.</summary>
    public IReadOnlyList<Change> Changes { get; set; } = [];
}
