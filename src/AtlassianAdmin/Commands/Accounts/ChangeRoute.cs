namespace AtlassianAdmin.Commands.Accounts;

/// <summary>Which way an account is disabled or enabled.</summary>
public enum ChangeRoute : long
{
    /// <summary>The account itself.</summary>
    Account,

    /// <summary>The identity provider's record of the account.</summary>
    Scim,

    /// <summary>The account itself; where an identity provider owns it and a SCIM directory is connected, its record there. Never anything weaker.</summary>
    Auto,

    /// <summary>Only the access through the organization's directories: suspended or given back, while the account stays as it is.</summary>
    Directory,
}
