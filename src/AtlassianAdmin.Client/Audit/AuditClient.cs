using System.Globalization;
using System.Net.Http;
using System.Runtime.CompilerServices;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Client.Audit;

/// <summary>
/// The audit log of the organization. Source: organization document. Every member throws <see cref="AdminException"/> for a
/// refusal or failure and <see cref="RequestStoppedException"/> when cancelled.
/// </summary>
public sealed class AuditClient
{
    // Source: organization document, limit 1..500 of both lists.
    private const int LargestPage = 500;

    private readonly Transport _transport;
    private readonly OrganizationScope _scope;

    internal AuditClient(Transport transport, OrganizationScope scope)
    {
        _transport = transport;
        _scope = scope;
    }

    /// <summary>The kinds of events there are.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<AuditEventAction>> GetActionsAsync(CancellationToken cancellationToken = default)
    {
        Page<AuditEventAction> page = await _transport.ReadAsync(
            _scope.Request(HttpMethod.Get, "/admin/v1/orgs/{orgId}/event-actions", family: ApiFamily.Audit).As("reading the event actions"),
            WireJson.Wire.PageAuditEventAction,
            cancellationToken).ConfigureAwait(false);
        return page.Data ?? [];
    }

    /// <summary>Events that fit a filter, newest first, streamed.</summary>
    /// <param name="filter">Which events.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<AuditEvent> SearchAsync(AuditFilter filter, CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync(
                _scope.Request(HttpMethod.Get, "/admin/v1/orgs/{orgId}/events", family: ApiFamily.Audit)
                    .As("reading the audit log")
                    .Query("from", Milliseconds(filter.From))
                    .Query("to", Milliseconds(filter.To))
                    .Query("action", filter.Action)
                    .Query("actor", Joined(filter.Actors))
                    .Query("product", Joined(filter.Products))
                    .Query("q", filter.SearchTerm)
                    .Query("limit", LargestPage)
                    .Query("cursor", cursor),
                WireJson.Wire.PageAuditEvent,
                token),
            cancellationToken);

    /// <summary>
    /// The whole log in the order in which the service processed it, page by page. The last page has a cursor too: asked again
    /// later, it brings what is new.
    /// </summary>
    /// <param name="from">The earliest time; ignored by the service when a cursor is given.</param>
    /// <param name="to">The latest time; null for now.</param>
    /// <param name="cursor">Where an earlier reading ended; null to begin.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async IAsyncEnumerable<AuditPage> StreamAsync(
        DateTimeOffset? from, DateTimeOffset? to, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Task<Page<AuditEvent>>? pending = FetchAsync(cursor);
        try
        {
            while (pending is not null)
            {
                Page<AuditEvent> page = await pending.ConfigureAwait(false);
                string? next = Paging.CursorOf(page.Links, page.Meta);
                IReadOnlyList<AuditEvent> events = page.Data ?? [];

                // The end: nothing more at the moment, or a cursor that does not move.
                bool isLast = next is null || next == cursor || events.Count == 0;
                if (!isLast && !seen.Add(next!))
                    throw Paging.Repeated();
                pending = isLast ? null : FetchAsync(next);
                cursor = next ?? cursor;
                yield return new AuditPage(events, cursor, isLast);
            }
        }
        finally
        {
            stop.Cancel();
            Paging.Observe(pending);
        }

        Task<Page<AuditEvent>> FetchAsync(string? at) =>
            _transport.ReadAsync(
                _scope.Request(HttpMethod.Get, "/admin/v1/orgs/{orgId}/events-stream", family: ApiFamily.AuditStream)
                    .As("reading the audit log")
                    .Query("from", at is null ? Milliseconds(from) : null)
                    .Query("to", at is null ? Milliseconds(to) : null)
                    .Query("sortOrder", at is null ? "asc" : null)
                    .Query("limit", LargestPage)
                    .Query("cursor", at),
                WireJson.Wire.PageAuditEvent,
                stop.Token);
    }

    private static string? Milliseconds(DateTimeOffset? time) =>
        time?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    // These arrays are the exception: explode is false, so they are joined by commas.
    private static string? Joined(IReadOnlyList<string>? values) => values is null || values.Count == 0 ? null : string.Join(",", values);
}

/// <summary>A page of the audit log.</summary>
public sealed class AuditPage
{
    internal AuditPage(IReadOnlyList<AuditEvent> events, string? cursor, bool isLast)
    {
        Events = events;
        Cursor = cursor;
        IsLast = isLast;
    }

    /// <summary>The events, oldest first.</summary>
    public IReadOnlyList<AuditEvent> Events { get; }

    /// <summary>Where to go on; null when the service gave none.</summary>
    public string? Cursor { get; }

    /// <summary>True when there is nothing more at the moment.</summary>
    public bool IsLast { get; }
}
