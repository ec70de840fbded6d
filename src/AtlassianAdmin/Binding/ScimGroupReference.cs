using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Binding;

/// <summary>Which group of a SCIM directory is meant: its name, its id, or a group that this module returned. Nothing here throws.</summary>
public sealed class ScimGroupReference
{
    private static readonly string[] Columns = ["ScimGroupId", "Name"];

    /// <summary>A name or an id.</summary>
    public ScimGroupReference(string text) => Text = text?.Trim() ?? "";

    /// <summary>A group, or a row with one of the columns ScimGroupId, Name.</summary>
    public ScimGroupReference(object row)
    {
        object? value = row is PSObject wrapped ? wrapped.BaseObject : row;
        Name = (value as ScimGroup)?.Name;
        Text = value switch
        {
            null => "",
            ScimGroup group => group.ScimGroupId,
            string text => text.Trim(),
            _ => RowColumn.FirstOf(row!, Columns),
        };
    }

    /// <summary>The name or the id.</summary>
    public string Text { get; }

    private string? Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? Text;

    /// <summary>The one group that is meant, as it is now.</summary>
    internal async Task<ScimGroup> FindAsync(ScimClient scim, CancellationToken cancellationToken)
    {
        if (Text.Length == 0)
            throw new AdminException(ErrorCode.GroupNotFound, ("detail", "no name and no id was given"));
        if (Guid.TryParse(Text, out _))
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
