using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations;

/// <summary>The state of an account, or of the group or key that a change is about, as it was read at one moment. Its text is one short value, so that a CSV stays readable.</summary>
public sealed class AccountState
{
    internal const string Active = "active";
    internal const string Inactive = "inactive";
    internal const string Closed = "closed";
    internal const string ForDeletion = "for_deletion";

    internal AccountState(string? status, string? email, string? name, string? shown, UserProfile? profile = null)
    {
        Profile = profile;
        Status = status;
        Email = email;
        Name = name;
        Shown = shown;
    }

    /// <summary><c>active</c>, <c>inactive</c>, <c>for_deletion</c> or <c>closed</c>; the set is open; null when it was not asked for.</summary>
    public string? Status { get; }

    /// <summary>The e-mail address at that moment; null when hidden.</summary>
    public string? Email { get; }

    /// <summary>The display name at that moment; null when hidden.</summary>
    public string? Name { get; }

    /// <summary>What the change is about, in short: the status, the address, the fields or the number of tokens.</summary>
    public string? Shown { get; }

    /// <summary>The whole profile; null when it was not read.</summary>
    public UserProfile? Profile { get; }

    /// <summary>The ids of the API tokens; null when they were not read.</summary>
    public IReadOnlyList<string>? TokenIds { get; internal init; }

    /// <summary>The record of the SCIM directory; null when it was not read, or is no more.</summary>
    public ScimUser? ScimUser { get; internal init; }

    /// <summary>The group of the SCIM directory; null when it was not read, or is no more.</summary>
    internal ScimGroup? ScimGroup { get; init; }

    /// <summary>The links to records of SCIM directories; null when they were not read.</summary>
    internal IReadOnlyList<ScimLink>? Links { get; init; }

    /// <summary>The memberships in directories; null when they were not read.</summary>
    internal IReadOnlyList<DirectoryMembership>? Memberships { get; init; }

    /// <summary>Whether what the change is about is there (the person in the group, the role of the group, the group, the key); null when it is about no such thing.</summary>
    internal bool? IsThere { get; init; }

    /// <summary>The profile fields that the change is about, by their names here; null when it is about none.</summary>
    internal IReadOnlyDictionary<string, string?>? Fields { get; init; }

    /// <summary>How the role that the change is about is held; null when it is about none.</summary>
    internal IReadOnlyList<string>? RoleMethods { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Shown ?? Status ?? "";

    /// <summary>Whether something is there, in a word for each.</summary>
    internal static AccountState Of(bool isThere, string there, string notThere, string? name = null) =>
        new(status: null, email: null, name, isThere ? there : notThere) { IsThere = isThere };

    internal bool Is(string status) => string.Equals(Status, status, StringComparison.OrdinalIgnoreCase);

    internal static AccountState Of(UserProfile profile, string? shown = null, IReadOnlyDictionary<string, string?>? fields = null) =>
        new(profile.AccountStatus, profile.Email, profile.Name, shown, profile) { Fields = fields };

    internal static AccountState Of(User user) =>
        new(user.IsForDeletion ? ForDeletion : user.AccountStatus, user.Email, user.Name, shown: null);
}
