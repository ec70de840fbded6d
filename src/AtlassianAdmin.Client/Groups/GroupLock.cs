using AtlassianAdmin.Errors;

namespace AtlassianAdmin.Groups;

/// <summary>Says why a group may not be changed here, before anything is sent.</summary>
public static class GroupLock
{
    /// <summary>Why the members or roles of a group may not be changed here; null when they may.</summary>
    /// <param name="group">The group.</param>
    /// <param name="toDelete">True when it is to be deleted.</param>
    public static AdminException? Objection(Group group, bool toDelete = false)
    {
        if (group.ExternalSynced == true || group.ManagedBy == "external")
            return new AdminException(ErrorCode.GroupManagedExternally, ("detail", $"{group} is synchronized from an identity provider"));
        if (group.IsLocked || (toDelete && group.Deletable == false))
            return new AdminException(ErrorCode.GroupNotModifiable, ("detail", $"{group} may not be {(group.IsLocked ? "changed" : "deleted")}"));

        return group.DirectoryId is null
            ? new AdminException(ErrorCode.DirectoryNotFound, ("detail", $"the service does not tell which directory the group {group} is in"))
            : null;
    }
}
