using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Binding;

/// <summary>The name of a group that is to be made: a text, or that of a group, which belongs to its organization.</summary>
public sealed class NewGroupName : Reference
{
    /// <summary>A name.</summary>
    public NewGroupName(string text)
        : base(text)
    {
    }

    /// <summary>A group whose name is taken, or a row with one of the columns Name, Group, 'Group name'.</summary>
    public NewGroupName(object row)
        : base(row, NameOf, "Name", "Group", "GroupName")
    {
    }

    /// <summary>Why no group of that name can be made here; null when one can.</summary>
    internal AdminException? ViolationOf(OrganizationCheck check) => check.Refusal(Origin, $"group {this}")
        ?? (Text.Length > 0 ? null : new AdminException(ErrorCode.InvalidField, ("field", "Name"), ("detail", "it is empty")));

    private static string? NameOf(object ours) => ours switch
    {
        Group group => group.Name ?? "",
        UserGroup group => group.Name ?? "",
        ScimGroup group => group.Name ?? "",
        // The name of a person, or of a product, is no name of a group.
        Client.Json.IOrganizationObject => "",
        _ => null,
    };
}
