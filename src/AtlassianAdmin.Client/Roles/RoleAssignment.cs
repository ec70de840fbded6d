using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Roles;

/// <summary>The roles of a person or a group on one resource. Source: organization document, <c>GET …/role-assignments</c>.</summary>
public sealed class RoleAssignment : OrganizationObject
{
    /// <summary>The resource (an ARI); for organization-wide roles the organization.</summary>
    [JsonInclude, JsonPropertyName("resourceId")]
    public string? ResourceId { get; internal set; }

    /// <summary>The product behind the resource, such as <c>jira-software</c>, or <c>platform</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("resourceOwner")]
    public string? ResourceOwner { get; internal set; }

    /// <summary>The directory that the roles come through; null for organization-wide roles.</summary>
    [JsonInclude, JsonPropertyName("directoryId")]
    public string? DirectoryId { get; internal set; }

    /// <summary>A person's state in that directory: <c>active</c>, <c>suspended</c> or <c>no_membership</c>; null for groups.</summary>
    [JsonInclude, JsonPropertyName("userDirectoryStatus")]
    public string? UserDirectoryStatus { get; internal set; }

    /// <summary>The role that new members get; groups only, null for none.</summary>
    [JsonInclude, JsonPropertyName("defaultRole")]
    public string? DefaultRole { get; internal set; }

    /// <summary>The roles, such as <c>atlassian/user</c>.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Roles =>
        TextList.Of(RoleMethods is { Count: > 0 } methods ? methods.Select(m => m.Role ?? "") : RoleNames);

    /// <summary>How each role is held, such as <c>atlassian/user: group_direct</c>; people only.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Methods =>
        TextList.Of((RoleMethods ?? []).Select(m => $"{m.Role}: {string.Join(", ", m.Methods ?? [])}"));

    /// <summary>The person; empty for a group (known from the request, not on the wire).</summary>
    [JsonIgnore]
    public string AccountId { get; internal set; } = "";

    /// <summary>The e-mail of the person, when it was known at the call; else null.</summary>
    [JsonIgnore]
    public string? Email { get; internal set; }

    /// <summary>The display name of the person or the name of the group, when it was known at the call; else null.</summary>
    [JsonIgnore]
    public string? Name { get; internal set; }

    /// <summary>The group; empty for a person (known from the request, not on the wire).</summary>
    [JsonIgnore]
    public string GroupId { get; internal set; } = "";

    /// <summary>Who has the roles: the e-mail address, the name, or the id, the first of them that is known.</summary>
    [JsonIgnore]
    public string Holder => Email ?? Name ?? (AccountId.Length > 0 ? AccountId : GroupId);

    [JsonInclude, JsonPropertyName("roleAssignments")]
    internal IReadOnlyList<RoleMethod>? RoleMethods { get; set; }

    [JsonInclude, JsonPropertyName("roles")]
    internal IReadOnlyList<string>? RoleNames { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => WireObject.Items("roleAssignments", RoleMethods);

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(", ", Roles)} on {ResourceId}";
}

/// <summary>One role and how it is held, on the wire.</summary>
internal sealed class RoleMethod : ServiceObjectPart
{
    [JsonPropertyName("role")]
    public string? Role { get; set; }

    [JsonPropertyName("roleAssignmentMethods")]
    public IReadOnlyList<string>? Methods { get; set; }
}

/// <summary>The roles that the service knows. Source: organization document, RoleId.</summary>
public static class Role
{
    /// <summary>Organization admin; the only role that needs no resource.</summary>
    public const string OrganizationAdmin = "atlassian/org-admin";

    private const string Prefix = "atlassian/";

    /// <summary>Every role, with what it lets people do.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["atlassian/user"] = "Uses the product",
        ["atlassian/admin"] = "Uses and administers the product",
        ["atlassian/guest"] = "Uses one space of the product",
        ["atlassian/customer"] = "Sends requests to Jira Service Management; takes no seat",
        ["atlassian/user-access-admin"] = "Administers the people and groups of the product, without using it",
        ["atlassian/contributor"] = "Views, comments and votes; takes no seat",
        ["atlassian/basic"] = "Uses the basic features; takes no seat",
        ["atlassian/stakeholder"] = "Is kept informed; takes no seat",
        ["atlassian/viewer"] = "Views only",
        ["atlassian/site-admin"] = "Administers a site",
        [OrganizationAdmin] = "Administers the organization",
        ["atlassian/ai-access"] = "Uses the AI features of the products",
    };

    /// <summary>The roles that a person is given. Source: organization document, RoleApiRequest.</summary>
    public static KnownValues OfUsers { get; } = new("Role", Prefix, [.. All.Keys.Except(["atlassian/viewer", "atlassian/ai-access"])]);

    /// <summary>The roles that a group is given. Source: organization document, RoleId; its text adds the viewer.</summary>
    public static KnownValues OfGroups { get; } = new("Role", Prefix, [.. All.Keys]);

    /// <summary>The roles that an invitation gives. Source: organization document, MultidirectoryInviteRoleAssociation.</summary>
    public static KnownValues OfInvitations { get; } = new(
        "Role", Prefix, [.. new[] { "user", "admin", "guest", "contributor", "customer", "basic", "stakeholder", "viewer" }.Select(name => Prefix + name)]);

    /// <summary>The roles that people and groups are searched by. Source: organization document, RoleId.</summary>
    public static KnownValues OfSearches { get; } = new("Role", Prefix, [.. All.Keys.Except(["atlassian/viewer"])]);
}

/// <summary>The body of <c>POST …/users/{userId}/roles/assign</c> and <c>/revoke</c>, and of the organization-wide <c>role-assignments</c>.</summary>
internal sealed class UserRoleBody
{
    [JsonPropertyName("role")]
    public string? Role { get; set; }

    [JsonPropertyName("resource")]
    public string? Resource { get; set; }
}
