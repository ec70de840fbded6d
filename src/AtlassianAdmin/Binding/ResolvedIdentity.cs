using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Binding;

/// <summary>An identity and the person it stands for, or why it stands for none.</summary>
internal sealed class ResolvedIdentity
{
    public ResolvedIdentity(UserIdentity identity, Subject target, FoundPerson? found = null)
    {
        Identity = identity;
        Target = target;
        Found = found;
    }

    public ResolvedIdentity(UserIdentity identity, AdminException failure)
    {
        Identity = identity;
        Failure = failure;
    }

    public UserIdentity Identity { get; }

    public Subject? Target { get; }

    public AdminException? Failure { get; }

    /// <summary>The person as the search returned it; null when no search was needed.</summary>
    public User? User => Found?.User;

    /// <summary>The record of a SCIM directory that was found on the way; null when none was looked for.</summary>
    public ScimUser? ScimUser => Found?.ScimUser;

    /// <summary>What nobody has, while something else names the person.</summary>
    public IReadOnlyList<PersonClue> PassedOver { get; init; } = [];

    /// <summary>The person as the directory knows it; null when only the failure is known.</summary>
    public FoundPerson? Found { get; }
}
