using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Commands.Organizations;

/// <summary>Gets the product instances of the organization: what roles are given on.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianWorkspace", SupportsPaging = true)]
[OutputType(typeof(Workspace))]
public sealed class GetAtlassianWorkspaceCommand : ConnectedCmdlet
{
    /// <summary>Part of the name or of the address.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [NoWildcard]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? SearchTerm { get; set; }

    /// <summary>The product, such as jira-software or confluence.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProductCompleter))]
    public string? Product { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        bool isFound = false;
        bool isComplete = Stream(token => client.Organizations.GetWorkspacesAsync(SearchTerm, Product, token), _ => isFound = true);
        if (isComplete && !isFound && Product is not null)
            NoteUnknownProduct(client, Product);
    }

    // The products are an open set: whether one is unknown shows only when nothing came.
    private void NoteUnknownProduct(AdminClient client, string product)
    {
        List<Workspace> all = Run(() => Paging.ToListAsync(client.Organizations.GetWorkspacesAsync(cancellationToken: GiveUp)));
        string[] products = all.Select(w => w.TypeKey).OfType<string>().Distinct(StringComparer.Ordinal).OrderBy(k => k, StringComparer.Ordinal).ToArray();
        if (products.Contains(product, StringComparer.Ordinal))
            return;
        if (products.FirstOrDefault(p => string.Equals(p, product, StringComparison.OrdinalIgnoreCase)) is { } spelled)
            Stream(token => client.Organizations.GetWorkspacesAsync(SearchTerm, spelled, token));
        else
            WriteError(new AdminException(ErrorCode.UnknownValue, ("field", nameof(Product)), ("detail", $"'{product}'"), ("choices", string.Join(", ", products))).ToErrorRecord(this, product));
    }
}
