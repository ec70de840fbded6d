using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Whether the record of a SCIM directory is there, and lets its user in.</summary>
/// <param name="Status"><c>active</c>, <c>inactive</c> or <c>deleted</c>.</param>
public sealed record ScimUserState(string Status) : State
{
    internal const string Deleted = "deleted";

    /// <summary>The whole record; null when it is gone. No journal keeps it.</summary>
    [JsonIgnore]
    internal ScimUser? User { get; init; }

    private protected override string Text => Status;

    internal static ScimUserState Of(ScimUser? user) =>
        new(user is null ? Deleted : user.Active == false ? AccountState.Inactive : AccountState.Active) { User = user, Email = user?.Email, Name = user?.Name };
}
