namespace AtlassianAdmin.Reviews.Inactivity;

/// <summary>Why somebody counts as inactive.</summary>
public enum InactivityReason : long
{
    /// <summary>The last recorded use is too long ago.</summary>
    NoRecentUse,

    /// <summary>No use is recorded at all, which may also mean that the service does not know of any.</summary>
    NoRecordedUse,

    /// <summary>The person is in no directory, so there is nothing to use.</summary>
    NotInvited,

    /// <summary>The person is suspended in every directory.</summary>
    Suspended,

    /// <summary>The account is deactivated.</summary>
    Deactivated,

    /// <summary>The account is scheduled for deletion.</summary>
    PendingDeletion,

    /// <summary>A date of the person's use cannot be read, so the last use is not known.</summary>
    UseNotKnown,
}
