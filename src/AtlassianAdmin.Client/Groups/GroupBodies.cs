using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Groups;

/// <summary>The body of <c>POST …/groups</c>.</summary>
internal sealed class GroupBody
{
    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("description")]
    public string? Description { get; set; }
}

/// <summary>The body of <c>POST …/groups/{groupId}/memberships</c>.</summary>
internal sealed class MembershipBody
{
    [JsonPropertyName("accountId")]
    public string? AccountId { get; set; }
}

/// <summary>The body of <c>POST …/groups/{groupId}/role-assignments/assign</c> and <c>/revoke</c>.</summary>
internal sealed class GroupRoleBody
{
    [JsonPropertyName("roleId")]
    public string? RoleId { get; set; }

    [JsonPropertyName("resourceId")]
    public string? ResourceId { get; set; }
}
