using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Binding;

/// <summary>Which group of a SCIM directory is meant.</summary>
public sealed class ScimGroupReference : Reference
{
    /// <summary>A name or an id.</summary>
    public ScimGroupReference(string text)
        : base(text)
    {
    }

    /// <summary>A group, or a row with one of the columns ScimGroupId, Group, 'Group name', 'Group id', Name.</summary>
    public ScimGroupReference(object row)
        : base(row, ours => (ours as ScimGroup)?.ScimGroupId, "ScimGroupId", "Name")
    {
        Name = (Bare(row) as ScimGroup)?.Name;
        if (Bare(row) is { } bare and not (string or ScimGroup))
            TakeRow(row);
    }

    private ScimGroupReference(RowGroup group)
        : base(group)
    {
    }

    private string? Name { get; }

    /// <summary>The group that the row of a user names; null where the identity is no row.</summary>
    internal static ScimGroupReference? Beside(UserIdentity identity) => identity.GivenRow is { } row ? new ScimGroupReference(RowGroup.Of(row)) : null;

    /// <inheritdoc/>
    public override string ToString() => Name ?? Text;

    /// <summary>The one group that is meant, as it is now.</summary>
    internal async Task<ScimGroup> FindAsync(ScimClient scim, CancellationToken cancellationToken)
    {
        OrganizationCheck.Require(Origin, $"group {this}");
        RequireGroup();
        if (IsId)
        {
            ScimGroup group = await scim.Groups.GetAsync(Text, cancellationToken).ConfigureAwait(false);
            RequireName(group.Name);
            return group;
        }

        List<ScimGroup> found = await Paging.ToListAsync(scim.Groups.ListAsync(ScimFilter.DisplayName(Text), cancellationToken)).ConfigureAwait(false);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new AdminException(ErrorCode.GroupNotFound, ("detail", $"no group of SCIM directory {scim.DirectoryId} is named '{Text}'")),
            _ => throw new AdminException(ErrorCode.AmbiguousIdentity, ("detail", $"{found.Count} groups are named '{Text}'")),
        };
    }
}
