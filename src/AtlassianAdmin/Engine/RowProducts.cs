using AtlassianAdmin.Client;

namespace AtlassianAdmin.Engine;

/// <summary>The one product that a command works on: the one that was typed, or the one that each row names. Each is looked up once.</summary>
internal sealed class RowProducts(AtlassianCmdlet cmdlet, AdminClient client)
{
    private readonly ReferenceCache<string> _known = new(cmdlet);

    /// <summary>The product that a row names.</summary>
    /// <param name="row">The row; null for none.</param>
    /// <returns>How it is named, what it is, and why it is none; all null where the row names none.</returns>
    public (ResourceReference? Named, string? ResourceId, AdminException? Fault) Of(object? row)
    {
        IReadOnlyList<string> named = row is null ? [] : RowProduct.Of(row);
        if (named.Count == 0)
            return (null, null, null);
        if (named.Count > 1)
        {
            return (new ResourceReference(named[0]), null, new AdminException(
                ErrorCode.InvalidField, ("field", "Product"), ("detail", $"the row names several, {string.Join(", ", named.Select(CellText.Show))}: give each a row of its own")));
        }

        return Of(new ResourceReference(named[0]));
    }

    /// <summary>The product that is named.</summary>
    public (ResourceReference? Named, string? ResourceId, AdminException? Fault) Of(ResourceReference reference)
    {
        (string? resourceId, AdminException? fault) = _known.Find(reference.Text, () => ReferenceResolver.ResourceAsync(client, reference, cmdlet.GiveUp));
        return (reference, resourceId, fault);
    }
}
