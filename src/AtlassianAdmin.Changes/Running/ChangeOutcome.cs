namespace AtlassianAdmin.Changes.Running;

/// <summary>What became of one change.</summary>
public enum ChangeOutcome : long
{
    /// <summary>Sent and accepted.</summary>
    Changed,

    /// <summary>It already was as wanted: nothing had to change.</summary>
    AlreadyInState,

    /// <summary>Not attempted: declined at the prompt, or the run was stopped before it.</summary>
    Skipped,

    /// <summary>Refused or failed; the state is as before.</summary>
    Failed,

    /// <summary>Only shown: nothing was sent.</summary>
    WhatIf,

    /// <summary>Sent, but the result is not proven: read the state before repeating.</summary>
    Unknown,
}
