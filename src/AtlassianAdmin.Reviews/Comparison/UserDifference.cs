namespace AtlassianAdmin.Reviews.Comparison;

/// <summary>How a person of the organization differs from the reference.</summary>
public enum UserDifference : long
{
    /// <summary>They agree.</summary>
    Equal,

    /// <summary>The reference says that the person has left, and the account is active.</summary>
    LeftButActive,

    /// <summary>The account is active, and no row of the reference names it.</summary>
    NotInReference,

    /// <summary>The reference has the person, and the organization has no such account.</summary>
    MissingHere,

    /// <summary>The reference has the person, and the account is deactivated or about to be deleted.</summary>
    CameBack,

    /// <summary>The reference names the account by its id, with another e-mail address.</summary>
    EmailDiffers,

    /// <summary>The reference has another display name for the person.</summary>
    NameDiffers,

    /// <summary>One row names several accounts.</summary>
    Ambiguous,
}
