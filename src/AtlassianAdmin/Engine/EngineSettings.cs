namespace AtlassianAdmin.Engine;

/// <summary>How a cmdlet has its changes run.</summary>
/// <param name="Impact">The impact that decides whether somebody is asked.</param>
internal sealed record EngineSettings(ConfirmImpact Impact)
{
    /// <summary>True to return change objects, false to return what was made.</summary>
    public bool ReturnsChanges { get; init; }

    /// <summary>True to read the state back.</summary>
    public bool Verify { get; init; }
}
