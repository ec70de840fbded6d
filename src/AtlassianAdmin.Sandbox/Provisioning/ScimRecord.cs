using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>A user record of the SCIM directory, as it is now. Changed only under the lock of the people.</summary>
internal sealed class ScimRecord
{
    public ScimRecord(string scimUserId, DateTimeOffset created, ScimUser user, SandboxPerson? person)
    {
        ScimUserId = scimUserId;
        Created = created;
        LastModified = created;
        User = user;
        Person = person;
    }

    public string ScimUserId { get; }

    public DateTimeOffset Created { get; }

    public DateTimeOffset LastModified { get; set; }

    /// <summary>What the identity provider wrote; replaced as a whole.</summary>
    public ScimUser User { get; set; }

    /// <summary>Whose account the record is linked to; null for none.</summary>
    public SandboxPerson? Person { get; set; }

    public override string ToString() => User.UserName ?? ScimUserId;
}

/// <summary>A group of the SCIM directory and the organization's group that it is synchronized to.</summary>
internal sealed class ScimGroupRecord
{
    public ScimGroupRecord(string scimGroupId, string name, string? externalId, SandboxGroup? group, DateTimeOffset created)
    {
        ScimGroupId = scimGroupId;
        Name = name;
        ExternalId = externalId;
        Group = group;
        Created = created;
        LastModified = created;
    }

    public string ScimGroupId { get; }

    public string Name { get; }

    public string? ExternalId { get; set; }

    /// <summary>The organization's group; null when the name is that of a default group, which is never synchronized.</summary>
    public SandboxGroup? Group { get; }

    /// <summary>The members, in the order in which they came.</summary>
    public List<ScimRecord> Members { get; } = [];

    public DateTimeOffset Created { get; }

    public DateTimeOffset LastModified { get; set; }

    public override string ToString() => Name;
}
