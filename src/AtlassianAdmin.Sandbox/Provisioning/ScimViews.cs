using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>How records and groups of the SCIM directory look, in the client's own models.</summary>
internal static class ScimViews
{
    /// <summary>What the identity provider knows of a person.</summary>
    public static ScimUser Of(SandboxPerson person)
    {
        ScimUser user = Named(person.Email, person.Name);
        user.Nickname = person.State.Nickname;
        user.JobTitle = person.State.JobTitle;
        user.OwnDepartment = person.State.Department;
        user.OwnOrganization = person.State.Organization;
        user.TimeZone = person.State.TimeZone;
        user.Locale = person.State.Locale;
        user.Active = person.Lifecycle == Lifecycle.Active;
        return user;
    }

    public static ScimUser Named(string email, string name)
    {
        int blank = name.IndexOf(' ');
        return new ScimUser
        {
            UserName = email,
            DisplayName = name,
            NameParts = blank < 0
                ? new ScimUserName { Formatted = name }
                : new ScimUserName { Formatted = name, GivenName = name.Substring(0, blank), FamilyName = name.Substring(blank + 1) },
            OwnEmails = [ScimUserUpdate.WorkEmail(email)],
            Active = true,
        };
    }

    /// <summary>The record as the service answers it.</summary>
    public static ScimUser User(ScimRecord record, ScimDirectory directory, string address)
    {
        // A copy: what is answered must not change behind the reader's back.
        ScimUser user = ScimBodies.Copy(record.User);
        user.Id = record.ScimUserId;
        user.Schemas = record.Person is null ? [ScimSchemaIds.User] : [ScimSchemaIds.User, ScimSchemaIds.Atlassian];
        user.OwnGroups = directory.Groups.Where(g => g.Members.Contains(record))
            .Select(g => new ScimMember { Type = "Group", ScimId = g.ScimGroupId, Name = g.Name }).ToList();
        user.Meta = new ScimMeta { ResourceType = "USER", Location = $"{address}/Users/{record.ScimUserId}", Created = record.Created, LastModified = record.LastModified };
        user.Atlassian = record.Person is { } person ? new ScimAtlassianUser { AccountId = person.AccountId } : null;
        return user;
    }

    public static ScimGroup Group(ScimGroupRecord record, string address) => new()
    {
        Id = record.ScimGroupId,
        Schemas = [ScimSchemaIds.Group],
        Name = record.Name,
        ExternalId = record.ExternalId,
        OwnMembers = record.Members
            .Select(m => new ScimMember { Type = "User", ScimId = m.ScimUserId, Name = m.User.UserName, Reference = $"{address}/Users/{m.ScimUserId}" }).ToList(),
        Meta = new ScimMeta { ResourceType = "GROUP", Location = $"{address}/Groups/{record.ScimGroupId}", Created = record.Created, LastModified = record.LastModified },
    };

    public static ScimLink Link(ScimRecord record, ScimDirectory directory, string organizationId) => new()
    {
        ScimUserId = record.ScimUserId,
        AccountId = record.Person?.AccountId,
        OrganizationId = organizationId,
        ScimDirectoryId = directory.DirectoryId,
        Active = record.User.Active,
    };

    /// <summary>The schemas, with the attributes that this directory keeps. The vendor documents no form: it is that of RFC 7643, section 7.</summary>
    public static IReadOnlyList<ScimSchema> Schemas { get; } =
    [
        Schema(ScimSchemaIds.User, "User", "User Account", "userName:string:true:server", "name:complex", "displayName:string", "nickName:string", "title:string",
            "preferredLanguage:string", "timezone:string", "emails:complex[]", "phoneNumbers:complex[]", "active:boolean", "groups:complex[]:readOnly"),
        Schema(ScimSchemaIds.Group, "Group", "Group", "displayName:string:true:server", "members:complex[]"),
        Schema(ScimSchemaIds.EnterpriseUser, "EnterpriseUser", "Enterprise User", "organization:string", "department:string"),
    ];

    private static ScimSchema Schema(string id, string name, string description, params string[] attributes) => new()
    {
        SchemaId = id,
        Name = name,
        Description = description,
        Attributes = attributes.Select(a => a.Split(':')).Select(parts => new ScimAttribute
        {
            Name = parts[0],
            Type = parts[1].TrimEnd('[', ']'),
            MultiValued = parts[1].EndsWith("]", System.StringComparison.Ordinal),
            Required = parts.Contains("true"),
            Mutability = parts.Contains("readOnly") ? "readOnly" : id == ScimSchemaIds.Group && parts[0] == "displayName" ? "immutable" : "readWrite",
            Uniqueness = parts.Contains("server") ? "server" : "none",
        }).ToList(),
    };
}
