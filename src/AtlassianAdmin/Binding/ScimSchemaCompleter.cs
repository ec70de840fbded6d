using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Binding;

/// <summary>Completes the names of the schemas of the connected SCIM directory.</summary>
public sealed class ScimSchemaCompleter : ServiceCompleter
{
    private protected override async Task<List<(string Value, string Tip)>> AskAsync(AtlassianConnection connection, CancellationToken cancellationToken)
    {
        ScimConnection? scim = connection.Scim;
        using IDisposable? lease = scim?.Lifetime.TryLease();
        if (lease is null)
            return [];
        IReadOnlyList<ScimSchema> schemas = await scim!.Client.GetSchemasAsync(cancellationToken).ConfigureAwait(false);
        return schemas.Select(s => (s.Name ?? s.SchemaId, s.SchemaId)).ToList();
    }
}
