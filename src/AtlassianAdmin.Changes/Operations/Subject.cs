namespace AtlassianAdmin.Changes.Operations;

/// <summary>The one person that was meant: an account, the record of a SCIM directory, or an address alone. For what is no person, only how it was given.</summary>
public sealed record Subject
{
    /// <summary>Makes a subject.</summary>
    /// <param name="input">The identity as it was given.</param>
    /// <param name="accountId">The account; empty where it is not known, or where none is meant.</param>
    /// <param name="email">The e-mail address; null when not known.</param>
    /// <param name="name">The display name; null when not known.</param>
    public Subject(string input, string accountId = "", string? email = null, string? name = null)
    {
        Input = input;
        AccountId = accountId;
        Email = email;
        Name = name;
    }

    /// <summary>The identity as it was given.</summary>
    public string Input { get; init; }

    /// <summary>The account; empty where it is not known, or where none is meant.</summary>
    public string AccountId { get; init; }

    /// <summary>The record of the SCIM directory that is meant instead of the account; null when the account itself is.</summary>
    public string? ScimUserId { get; init; }

    /// <summary>The e-mail address; null when not known.</summary>
    public string? Email { get; init; }

    /// <summary>The display name; null when not known.</summary>
    public string? Name { get; init; }

    /// <summary>Who is protected and counted: the account where there is one. Null where no person is meant.</summary>
    internal string? PersonId => AccountId.Length > 0 ? AccountId : ScimUserId ?? Email;

    /// <summary>How errors name the person.</summary>
    internal string Who => Email ?? (AccountId.Length > 0 ? AccountId : ScimUserId ?? Input);
}
