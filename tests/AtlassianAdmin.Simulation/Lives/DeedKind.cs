namespace AtlassianAdmin.Simulation.Lives;

/// <summary>What another admin does.</summary>
public enum DeedKind
{
    /// <summary>Disables the account.</summary>
    Disable,

    /// <summary>Enables the account.</summary>
    Enable,

    /// <summary>Schedules the deletion of the account.</summary>
    Delete,

    /// <summary>Cancels the deletion of the account.</summary>
    CancelDeletion,

    /// <summary>Gives the account another address.</summary>
    SetEmail,

    /// <summary>Gives the account another job title.</summary>
    SetJobTitle,

    /// <summary>Puts the person into a group.</summary>
    AddToGroup,

    /// <summary>Takes the person out of a group.</summary>
    RemoveFromGroup,

    /// <summary>Suspends the person in a directory.</summary>
    Suspend,

    /// <summary>Restores the person in a directory.</summary>
    Restore,

    /// <summary>Revokes an API token.</summary>
    RevokeToken,
}
