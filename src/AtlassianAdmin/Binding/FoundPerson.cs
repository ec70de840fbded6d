using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Binding;

/// <summary>A person as a directory knows them.</summary>
/// <param name="Key">What tells people of this directory apart: the account id, or the id of the record.</param>
/// <param name="AccountId">The account; empty when a record is linked to none.</param>
/// <param name="Email">The e-mail address; null when not told.</param>
/// <param name="Name">The display name; null when not told.</param>
internal sealed record FoundPerson(string Key, string AccountId, string? Email, string? Name)
{
    /// <summary>The person as the search of the organization returned it; null when none was needed.</summary>
    public User? User { get; init; }

    /// <summary>The record of a SCIM directory; null where none was looked for.</summary>
    public ScimUser? ScimUser { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name is null && Email is null ? Key : $"{Key} ({Name ?? Email})";
}
