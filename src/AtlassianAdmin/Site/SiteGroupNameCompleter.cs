using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using AtlassianAdmin.Connections;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Http;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Site;

/// <summary>Completes the names of a site's groups: asked once for each site, and never for longer than two seconds.</summary>
public sealed class SiteGroupNameCompleter : IArgumentCompleter
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        AtlassianSite? site = fakeBoundParameters["Site"] switch
        {
            AtlassianSite given => given,
            string host => RunspaceState.Current.FindSite(host),
            _ => RunspaceState.Current.CurrentSite,
        };
        return site is null || site.IsClosed ? [] : Completions.Of(wordToComplete, Known(site));
    }

    private IEnumerable<(string Value, string Tip)> Known(AtlassianSite site)
    {
        if (site.Completions.TryGetValue(GetType(), out IReadOnlyList<(string, string)>? cached))
            return cached;
        using var cap = new CancellationTokenSource(LongestWait);
        try
        {
            Task<List<SiteGroup>> asked = Task.Run(() => Paging.ToListAsync(site.Client.GetGroupsAsync(cancellationToken: cap.Token)));
            if (!asked.Wait(LongestWait))
                return [];
            return site.Completions[GetType()] = asked.Result.Select(g => (g.Name ?? g.GroupId, g.GroupId)).ToList();
        }
        catch (AggregateException e) when (e.InnerExceptions.All(i => i is AdminException or OperationCanceledException))
        {
            // Nobody wants an error for a press of the Tab key.
            return [];
        }
    }
}
