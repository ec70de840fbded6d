using System.Collections;
using System.Management.Automation.Language;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Binding;

/// <summary>Completes the names of a site's groups: asked once for each site, and never for longer than two seconds.</summary>
public sealed class SiteGroupNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        AtlassianSite? site = fakeBoundParameters["Site"] switch
        {
            AtlassianSite given => given,
            string host => RunspaceState.Latest?.FindSite(host),
            _ => RunspaceState.Latest?.CurrentSite,
        };
        using IDisposable? lease = site?.Lifetime.TryLease();
        return lease is null ? [] : Completions.Of(wordToComplete, site!.Completions.Of(GetType(), cancel => AskAsync(site, cancel)));
    }

    private static async Task<List<(string Value, string Tip)>> AskAsync(AtlassianSite site, CancellationToken cancellationToken)
    {
        List<SiteGroup> groups = await Paging.ToListAsync(site.Client.Groups.ListAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
        return groups.ConvertAll(g => (g.Name ?? g.GroupId, g.GroupId));
    }
}
