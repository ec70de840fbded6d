namespace AtlassianAdmin.Changes.Running;

/// <summary>The one account (or group, or key) that was meant.</summary>
public sealed class ChangeTarget
{
    /// <summary>Makes a target.</summary>
    /// <param name="input">The identity as it was given.</param>
    /// <param name="accountId">The account; for a change of something else, the id of that.</param>
    /// <param name="email">The e-mail address; null when not known.</param>
    /// <param name="name">The display name; null when not known.</param>
    public ChangeTarget(string input, string accountId, string? email, string? name)
    {
        Input = input;
        AccountId = accountId;
        Email = email;
        Name = name;
    }

    /// <summary>The identity as it was given.</summary>
    public string Input { get; }

    /// <summary>The account; for a change of something else, the id of that.</summary>
    public string AccountId { get; }

    /// <summary>The record of the SCIM directory that is meant instead of the account; null when the account itself is.</summary>
    public string? ScimUserId { get; init; }

    /// <summary>What the change is about, as operations know it.</summary>
    internal string SubjectId => ScimUserId ?? AccountId;

    /// <summary>Who is protected, counted and kept in order: the account where there is one.</summary>
    internal string PersonId => AccountId.Length > 0 ? AccountId : SubjectId;

    /// <summary>The e-mail address; null when not known.</summary>
    public string? Email { get; }

    /// <summary>The display name; null when not known.</summary>
    public string? Name { get; }
}
