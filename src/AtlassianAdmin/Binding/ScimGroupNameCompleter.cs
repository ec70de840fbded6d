using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Binding;

/// <summary>Completes the names of the groups of the connected SCIM directory.</summary>
public sealed class ScimGroupNameCompleter : ServiceCompleter
{
    private protected override async Task<List<(string Value, string Tip)>> AskAsync(AtlassianConnection connection, CancellationToken cancellationToken)
    {
        ScimConnection? scim = connection.Scim;
        using IDisposable? lease = scim?.Lifetime.TryLease();
        if (lease is null)
            return [];
        List<ScimGroup> groups = await Paging.ToListAsync(scim!.Client.Groups.ListAsync(filter: null, cancellationToken)).ConfigureAwait(false);
        return groups.Select(g => (g.Name ?? g.ScimGroupId, g.ScimGroupId)).ToList();
    }
}
