using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Changes.Operations;

/// <summary>The names under which a journal keeps what a change was told beyond the person.</summary>
public static class ChangeDetail
{
    /// <summary>The group of a membership or a group's own change.</summary>
    public const string GroupId = nameof(GroupId);

    /// <summary>The name of that group.</summary>
    public const string GroupName = nameof(GroupName);

    /// <summary>The directory of that group.</summary>
    public const string DirectoryId = nameof(DirectoryId);

    /// <summary>The directories that were named, with a comma between them; absent for every one the person is in.</summary>
    public const string DirectoryIds = nameof(DirectoryIds);

    /// <summary>The role that was given or taken.</summary>
    public const string Role = nameof(Role);

    /// <summary>The resource (an ARI) of that role; absent for the organization-wide role.</summary>
    public const string ResourceId = nameof(ResourceId);

    /// <summary>The new e-mail address.</summary>
    public const string NewEmail = nameof(NewEmail);

    /// <summary>The one token to revoke; absent for all.</summary>
    public const string TokenId = nameof(TokenId);

    /// <summary>The admin key to revoke, by its id; the key itself is known to nobody here.</summary>
    public const string ApiKeyId = nameof(ApiKeyId);

    /// <summary>The SCIM directory whose record was changed, or whose records are unlinked; absent for all.</summary>
    public const string ScimDirectoryId = nameof(ScimDirectoryId);

    /// <summary>The text that the service shows to a disabled person.</summary>
    public const string Message = nameof(Message);
}
