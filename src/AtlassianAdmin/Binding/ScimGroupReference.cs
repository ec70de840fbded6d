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

    /// <summary>A group, or a row with one of the columns ScimGroupId, Name.</summary>
    public ScimGroupReference(object row)
        : base(row, ours => (ours as ScimGroup)?.ScimGroupId, "ScimGroupId", "Name") =>
        Name = (Bare(row) as ScimGroup)?.Name;

    private string? Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? Text;

    /// <summary>The one group that is meant, as it is now.</summary>
    internal async Task<ScimGroup> FindAsync(ScimClient scim, CancellationToken cancellationToken)
    {
        OrganizationCheck.Require(Origin, $"group {this}");
        if (Text.Length == 0)
            throw new AdminException(ErrorCode.GroupNotFound, ("detail", "no name and no id was given"));
        if (IsId)
            return await scim.Groups.GetAsync(Text, cancellationToken).ConfigureAwait(false);
        List<ScimGroup> found = await Paging.ToListAsync(scim.Groups.ListAsync(ScimFilter.DisplayName(Text), cancellationToken)).ConfigureAwait(false);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new AdminException(ErrorCode.GroupNotFound, ("detail", $"no group of SCIM directory {scim.DirectoryId} is named '{Text}'")),
            _ => throw new AdminException(ErrorCode.AmbiguousIdentity, ("detail", $"{found.Count} groups are named '{Text}'")),
        };
    }
}
