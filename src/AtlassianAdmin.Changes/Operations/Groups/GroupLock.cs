using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>
/// Says why the members of a group may not be changed here, or why it may not be deleted, before anything is sent. The roles of a
/// group have no such lock: the organization document keeps synchronized groups from a change of members only.
/// </summary>
public static class GroupLock
{
    /// <summary>Why the members of a group may not be changed here; null when they may.</summary>
    /// <param name="group">The group.</param>
    /// <param name="toDelete">True when it is to be deleted.</param>
    public static AdminException? Violation(Group group, bool toDelete = false)
    {
        if (group.ExternalSynced == true || group.ManagedBy == "external")
            return new AdminException(ErrorCode.GroupManagedExternally, ("detail", $"{group} is synchronized from an identity provider"));
        if (group.IsLocked || (toDelete && group.Deletable == false))
            return new AdminException(ErrorCode.GroupNotModifiable, ("detail", $"{group} may not be {(group.IsLocked ? "changed" : "deleted")}"));
        return Unaddressable(group.ToString(), group.DirectoryId);
    }

    /// <summary>Why nothing at all can be written to a group; null when something can.</summary>
    internal static AdminException? Unaddressable(string group, string? directoryId) =>
        directoryId is null
            ? new AdminException(ErrorCode.DirectoryNotFound, ("detail", $"the service does not tell which directory the group {group} is in"))
            : null;
}
