namespace AtlassianAdmin.Sandbox.People;

/// <summary>What a simulated person is there to show. It does not change when the account does.</summary>
public enum SandboxPersonKind
{
    /// <summary>A managed account without any restriction.</summary>
    Active,

    /// <summary>A managed account that was disabled before.</summary>
    Disabled,

    /// <summary>A managed account in the 14 days before it is deleted.</summary>
    PendingDeletion,

    /// <summary>A managed account whose source is a SCIM directory.</summary>
    ManagedByScim,

    /// <summary>A managed account whose source is Google Workspace.</summary>
    ManagedByGoogle,

    /// <summary>A managed account whose name is set by SAML at each login.</summary>
    SamlProfile,

    /// <summary>A managed account disabled by US export control: it cannot be enabled.</summary>
    ExportControlled,

    /// <summary>An account of a domain that the organization has not verified.</summary>
    Unmanaged,

    /// <summary>The owner of the sandbox's keys, who may not disable or delete that very account.</summary>
    Administrator,

    /// <summary>A managed account with many API tokens.</summary>
    ManyTokens,

    /// <summary>An account that was deleted for good.</summary>
    Closed,

    /// <summary>An account whose owner has not verified the e-mail address.</summary>
    Unverified,

    /// <summary>A managed account that is in no directory.</summary>
    NotInvited,

    /// <summary>A managed account suspended in every directory that it is in.</summary>
    Suspended,
}
