namespace AtlassianAdmin.Client.Errors;

/// <summary>What a secret looks like. A hint for better errors, never a validation: Atlassian may change the shapes.</summary>
public enum ApiKeyShape : long
{
    /// <summary>No shape that we know.</summary>
    Unknown,

    /// <summary>Begins with <c>ATCTT</c>, as organization admin keys do (and some Bitbucket access tokens).</summary>
    AdminKey,

    /// <summary>Begins with <c>ATATT</c>, as users' personal API tokens do: the admin API answers 401.</summary>
    PersonalToken,

    /// <summary>Begins with <c>ATBB</c>, as Bitbucket app passwords did.</summary>
    BitbucketAppPassword,
}
