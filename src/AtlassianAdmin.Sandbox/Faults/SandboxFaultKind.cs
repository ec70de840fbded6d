namespace AtlassianAdmin.Sandbox.Faults;

/// <summary>What goes wrong.</summary>
public enum SandboxFaultKind
{
    /// <summary>Another status is answered, and nothing is changed.</summary>
    Status,

    /// <summary>The connection breaks before the request arrives: nothing is changed.</summary>
    ResetBefore,

    /// <summary>The connection breaks after the change was made.</summary>
    ResetAfter,

    /// <summary>A page for people comes in place of the answer, with status 200, as a proxy sends its sign-in page. Nothing is changed.</summary>
    Html,

    /// <summary>The answer comes seconds late.</summary>
    Slow,

    /// <summary>The change is made, and the answer ends in the middle.</summary>
    Cut,
}
