using System.Globalization;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Who is in a group of a SCIM directory.</summary>
/// <param name="Members">The SCIM ids of the members; null when the group is gone.</param>
public sealed record ScimGroupState(IReadOnlyList<string>? Members) : State
{
    /// <summary>The name of the group; null when it is gone.</summary>
    public string? GroupName { get; init; }

    internal override string? TargetName => GroupName;

    // What a change of it insists on.
    internal string? Version { get; init; }

    private protected override string Text => Members is null ? "deleted" : $"{Members.Count.ToString(CultureInfo.InvariantCulture)} members";

    internal static ScimGroupState Of(ScimGroup group) => new(group.Members.Select(m => m.ScimId).ToList()) { GroupName = group.Name, Version = group.Version };
}
