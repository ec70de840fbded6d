using System.Collections.Concurrent;
using System.Net.Http;
using System.Runtime.CompilerServices;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Organizations;

/// <summary>
/// The organization API: the organization, its directories, domains, products and managed accounts. Source: organization document. Every member
/// throws <see cref="AdminException"/> for a refusal or failure and <see cref="RequestStoppedException"/> when cancelled.
/// </summary>
public sealed class OrganizationsClient
{
    /// <summary>The largest page of the v2 lists. Source: organization document, <c>limit</c> 1..100.</summary>
    public const int LargestPage = 100;

    private readonly Transport _transport;
    private readonly OrganizationScope _scope;
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    internal OrganizationsClient(Transport transport, OrganizationScope scope)
    {
        _transport = transport;
        _scope = scope;
    }

    /// <summary>The organizations the key can see. The service often lists none although the key is good.</summary>
    public IAsyncEnumerable<Organization> ListAsync(CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync<Page<Organization>>(
                new ApiRequest(HttpMethod.Get, ApiFamily.Organization, "/admin/v1/orgs", RequestEffect.Reads).Query("cursor", cursor), token),
            cancellationToken);

    /// <summary>The organization of this client.</summary>
    public async Task<Organization> GetAsync(CancellationToken cancellationToken = default)
    {
        Single<Organization> reply = await _transport
            .ReadAsync<Single<Organization>>(
                _scope.Request(HttpMethod.Get, "/admin/v1/orgs/{orgId}"),
                cancellationToken,
                holds: r => Records.IsAbout(r.Data?.OrganizationId, _scope.OrganizationId!))
            .ConfigureAwait(false);
        return reply.Data!;
    }

    /// <summary>The user directories.</summary>
    /// <param name="accountId">Only the directories of this person; null for all.</param>
    /// <param name="searchTerm">Part of the name; null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<Directory> GetDirectoriesAsync(
        string? accountId = null, string? searchTerm = null, CancellationToken cancellationToken = default) =>
        NoteAsync(
            Paging.StreamAsync(
                (cursor, token) => _transport.ReadAsync<Page<Directory>>(
                    _scope.Request(HttpMethod.Get, "/admin/v2/orgs/{orgId}/directories")
                        .Query("accountId", accountId)
                        .Query("searchTerm", searchTerm)
                        .Query("limit", LargestPage)
                        .Query("cursor", cursor),
                    token),
                cancellationToken),
            directory => (directory.DirectoryId, directory.Name),
            cancellationToken);

    /// <summary>The name of a directory, or the address of a product, as a list told it before; null when none did. No request is sent.</summary>
    internal string? NameOf(string? id) => id is not null && _names.TryGetValue(id, out string? name) ? name : null;

    // What is read of a list has an id.
    private async IAsyncEnumerable<T> NoteAsync<T>(
        IAsyncEnumerable<T> list, Func<T, (string Id, string? Name)> nameOf, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (T item in list.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            (string id, string? name) = nameOf(item);
            if (!string.IsNullOrEmpty(name))
                _names[id] = name!;
            yield return item;
        }
    }

    /// <summary>The domains that the organization claims.</summary>
    public IAsyncEnumerable<Domain> GetDomainsAsync(CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync<Page<Domain>>(
                _scope.Request(HttpMethod.Get, "/admin/v1/orgs/{orgId}/domains").Query("cursor", cursor), token),
            cancellationToken);

    /// <summary>Every account that the organization manages, streamed.</summary>
    public IAsyncEnumerable<ManagedAccount> GetManagedAccountsAsync(CancellationToken cancellationToken = default) =>
        GetManagedAccountsAsync(long.MaxValue, cancellationToken);

    /// <summary>The product instances, streamed.</summary>
    /// <param name="searchTerm">Part of the name or the address; null for all.</param>
    /// <param name="type">Only of this product, such as <c>jira-software</c>; null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<Workspace> GetWorkspacesAsync(
        string? searchTerm = null, string? type = null, CancellationToken cancellationToken = default)
    {
        var conditions = new List<WorkspaceQuery>();
        if (searchTerm is not null)
            conditions.Add(new WorkspaceQuery { SearchWorkspaces = searchTerm });
        if (type is not null)
            conditions.Add(new WorkspaceQuery { Field = new WorkspaceField { Name = "attributes.typeKey", Values = [type] } });
        WorkspaceQuery? query = conditions.Count switch
        {
            0 => null,
            1 => conditions[0],
            _ => new WorkspaceQuery { And = conditions },
        };
        return NoteAsync(
            Paging.StreamAsync(
                (cursor, token) => _transport.ReadAsync<Page<Workspace>>(
                    _scope.Request(HttpMethod.Post, "/admin/v2/orgs/{orgId}/workspaces")
                        // The cursor must come alone. Source: organization document.
                        .Json(cursor is null ? new WorkspaceSearch { Limit = LargestPage, Query = query } : new WorkspaceSearch { Cursor = cursor }),
                    token),
                cancellationToken),
            workspace => (workspace.ResourceId, workspace.Address),
            cancellationToken);
    }

    /// <summary>The hosts of the product instances by their ids: people know a site by its host.</summary>
    internal async Task<Dictionary<string, string>> GetSitesAsync(CancellationToken cancellationToken)
    {
        var hosts = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (Workspace workspace in GetWorkspacesAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (Uri.TryCreate(workspace.HostUrl, UriKind.Absolute, out Uri? host))
                hosts[workspace.ResourceId] = host.Host;
        }

        return hosts;
    }

    /// <summary>The first of the accounts that the organization manages.</summary>
    internal IAsyncEnumerable<ManagedAccount> GetManagedAccountsAsync(long most, CancellationToken cancellationToken) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync<Page<ManagedAccount>>(
                _scope.Request(HttpMethod.Get, "/admin/v1/orgs/{orgId}/users").Query("cursor", cursor), token),
            most,
            cancellationToken);
}
