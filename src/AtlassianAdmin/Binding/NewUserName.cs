using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Binding;

/// <summary>The user name of a SCIM user who is to be made: a text, or that of a user, who belongs to their organization.</summary>
public sealed class NewUserName : Reference
{
    /// <summary>A user name.</summary>
    public NewUserName(string text)
        : base(text)
    {
    }

    /// <summary>A SCIM user whose name is taken, or a row with the column UserName.</summary>
    public NewUserName(object row)
        : base(row, ours => ours is ScimUser user ? user.UserName ?? "" : null, "UserName")
    {
    }

    /// <summary>Why no user of that name can be made here; null when one can.</summary>
    internal AdminException? ViolationOf(OrganizationCheck check) => check.Refusal(Origin, $"SCIM user {this}")
        ?? (Text.Length > 0 ? null : new AdminException(ErrorCode.InvalidField, ("field", "UserName"), ("detail", "it is empty")));
}
