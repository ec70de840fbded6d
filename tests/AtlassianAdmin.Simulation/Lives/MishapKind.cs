namespace AtlassianAdmin.Simulation.Lives;

/// <summary>What happens to a request beside the faults of a network.</summary>
public enum MishapKind
{
    /// <summary>The answer takes its time.</summary>
    Slow,

    /// <summary>The service does its work, and answers with JSON of another form.</summary>
    OddBody,

    /// <summary>The process is killed before the request is on the wire.</summary>
    Kill,

    /// <summary>The process is killed when the service has done its work.</summary>
    KillLate,

    /// <summary>The user stops the command.</summary>
    Stop,
}
