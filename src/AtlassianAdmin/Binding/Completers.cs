using System.Collections;
using System.Management.Automation.Language;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Binding;

/// <summary>Completes the names of groups.</summary>
public sealed class GroupNameCompleter : ServiceCompleter
{
    private protected override async Task<List<(string Value, string Tip)>> AskAsync(AdminClient client, CancellationToken cancellationToken)
    {
        List<Group> groups = await Paging.ToListAsync(
            client.Groups.SearchAsync(new GroupSearch { Limit = OrganizationsClient.LargestPage }, cancellationToken)).ConfigureAwait(false);
        return groups.Select(g => (g.Name ?? g.GroupId, g.Description ?? g.GroupId)).ToList();
    }
}

/// <summary>Completes the names of directories.</summary>
public sealed class DirectoryNameCompleter : ServiceCompleter
{
    private protected override async Task<List<(string Value, string Tip)>> AskAsync(AdminClient client, CancellationToken cancellationToken)
    {
        List<Directory> directories = await Paging.ToListAsync(
            client.Organizations.GetDirectoriesAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
        return directories.Select(d => (d.Name ?? d.DirectoryId, d.DirectoryId)).ToList();
    }
}

/// <summary>Completes product instances as host and product.</summary>
public sealed class ResourceCompleter : ServiceCompleter
{
    private protected override async Task<List<(string Value, string Tip)>> AskAsync(AdminClient client, CancellationToken cancellationToken)
    {
        List<Workspace> workspaces = await Paging.ToListAsync(
            client.Organizations.GetWorkspacesAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
        return workspaces
            .Select(w => (System.Uri.TryCreate(w.HostUrl, System.UriKind.Absolute, out System.Uri? site) ? $"{site.Host}/{w.TypeKey}" : w.ResourceId, w.Name ?? w.ResourceId))
            .ToList();
    }
}

/// <summary>Completes the actions that the audit log knows.</summary>
public sealed class EventActionCompleter : ServiceCompleter
{
    private protected override async Task<List<(string Value, string Tip)>> AskAsync(AdminClient client, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditEventAction> actions = await client.Audit.GetActionsAsync(cancellationToken).ConfigureAwait(false);
        return actions.Select(a => (a.Action, a.DisplayName ?? a.Action)).ToList();
    }
}

/// <summary>Completes the domains that the organization claims.</summary>
public sealed class EmailDomainCompleter : ServiceCompleter
{
    private protected override async Task<List<(string Value, string Tip)>> AskAsync(AdminClient client, CancellationToken cancellationToken)
    {
        List<Domain> domains = await Paging.ToListAsync(client.Organizations.GetDomainsAsync(cancellationToken)).ConfigureAwait(false);
        return domains.ConvertAll(d => (d.Name ?? d.DomainId, d.ClaimStatus ?? ""));
    }
}

/// <summary>Completes the ids of the admin API keys of the organization.</summary>
public sealed class ApiKeyIdCompleter : ServiceCompleter
{
    private protected override async Task<List<(string Value, string Tip)>> AskAsync(AdminClient client, CancellationToken cancellationToken)
    {
        List<OrganizationApiKey> keys = await Paging.ToListAsync(client.ApiAccess.GetKeysAsync(cancellationToken)).ConfigureAwait(false);
        return keys.ConvertAll(k => (k.ApiKeyId, k.Label ?? ""));
    }
}

/// <summary>Completes the labels of the admin API keys of the organization.</summary>
public sealed class ApiKeyLabelCompleter : ServiceCompleter
{
    private protected override async Task<List<(string Value, string Tip)>> AskAsync(AdminClient client, CancellationToken cancellationToken)
    {
        List<OrganizationApiKey> keys = await Paging.ToListAsync(client.ApiAccess.GetKeysAsync(cancellationToken)).ConfigureAwait(false);
        return keys.Where(k => k.Label is not null).Select(k => (k.Label!, k.ApiKeyId)).ToList();
    }
}

/// <summary>Completes the roles that the service knows.</summary>
public sealed class RoleCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, Role.All.Select(r => (r.Key, r.Value)));
}
