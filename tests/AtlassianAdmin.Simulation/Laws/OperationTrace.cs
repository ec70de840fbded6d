using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Simulation.Running;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Laws;

/// <summary>One operation as it was seen from outside: what was said of it, and what passed on the wire.</summary>
internal sealed class OperationTrace(Execution execution, string name)
{
    private readonly List<WireEntry> _writes = [];

    public Execution Execution { get; } = execution;

    public string Name { get; } = name;

    /// <summary>The step of a plan; null for none.</summary>
    public string? Step { get; init; }

    public OperationSpec? Spec { get; init; }

    public string AccountId { get; set; } = "";

    public string? Email { get; init; }

    public string? TargetId { get; set; }

    public string? ScimUserId { get; init; }

    /// <summary>The file and the number where a journal keeps it; null where none does.</summary>
    public (string File, int Number)? Record { get; init; }

    /// <summary>The entry of the log from which on it was under way.</summary>
    public int From { get; init; }

    /// <summary>The entry of the log that told its end last; null when nothing did.</summary>
    public int? To { get; set; }

    /// <summary>True while nothing has told its end.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>True when it shares its request with other people's.</summary>
    public bool IsShared { get; init; }

    /// <summary>What was told last; null for nothing.</summary>
    public ChangeOutcome? Outcome { get; set; }

    public bool? Verified { get; set; }

    public string? ErrorCode { get; set; }

    public int? Attempts { get; set; }

    public IReadOnlyList<WireEntry> Writes => _writes;

    public void Add(WireEntry write) => _writes.Add(write);

    /// <summary>True for an effect on what it is about, whoever had it.</summary>
    public bool Concerns(Effect effect) =>
        effect.Id == AccountId || effect.Id == TargetId || effect.Id == ScimUserId
        || (Email is not null && effect is { Facet: "existence", IsOfPerson: true } && string.Equals(effect.After, Email, StringComparison.OrdinalIgnoreCase));

    /// <summary>What its own writes changed.</summary>
    public IEnumerable<Effect> Effects => Writes.SelectMany(w => w.Effects).Where(e => !IsShared || Concerns(e));

    public override string ToString() => $"{Name} ({Outcome?.ToString() ?? "no end"} {Verified} {ErrorCode}, {Writes.Count} sent)";
}
