using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Gets the schemas of the connected SCIM directory: which attributes its users and groups have.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianScimSchema")]
[OutputType(typeof(ScimSchema))]
public sealed class GetAtlassianScimSchemaCommand : ConnectedCmdlet
{
    /// <summary>Names or URNs to look for; wildcards are understood. Without it, all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScimSchemaCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ScimClient scim = Scim;
        IReadOnlyList<ScimSchema> schemas = Run(() => scim.GetSchemasAsync(GiveUp));
        WriteObject(schemas.Where(s => Name is null || Array.Exists(Name, n => Matches(n, s.Name) || Matches(n, s.SchemaId))), enumerateCollection: true);
    }

    private static bool Matches(string pattern, string? text) => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text ?? "");
}
