namespace AtlassianAdmin.Binding;

/// <summary>What a column of a list means for who is meant.</summary>
internal enum PersonColumn
{
    /// <summary>Nothing: another attribute.</summary>
    Other,

    /// <summary>The account id, by the name that this module uses: any id that the vendor's documents allow.</summary>
    AccountId,

    /// <summary>An id that is the account's only when it has the form: it may as well be an employee number or a billing number.</summary>
    UserId,

    /// <summary>The e-mail address.</summary>
    Email,

    /// <summary>The record of a SCIM directory.</summary>
    ScimUserId,

    /// <summary>The name under which an identity provider knows the person; in exports of admin.atlassian.com, the display name.</summary>
    UserName,

    /// <summary>The identity provider's own id of the person.</summary>
    ExternalId,

    /// <summary>A name for whoever is meant, in Exchange and in rows made for <c>-Identity</c>.</summary>
    Identity,

    /// <summary>What was given to an earlier command, in results of this module.</summary>
    Input,

    /// <summary>An address that the person logs in with, had before, or has besides. It counts only when nothing else does.</summary>
    LastResort,

    /// <summary>An id of whichever system wrote the row. It counts only when nothing else does.</summary>
    Id,

    /// <summary>The display name. It names nobody, but may contradict.</summary>
    Name,

    /// <summary>The given name.</summary>
    GivenName,

    /// <summary>The family name.</summary>
    FamilyName,

    /// <summary>The address that the person is to have. It names nobody.</summary>
    NewEmail,

    /// <summary>An id or an address of somebody else, such as the manager, or one that need not be the person's any more.</summary>
    SomebodyElse,
}
