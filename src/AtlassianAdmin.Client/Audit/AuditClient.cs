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
        Page<AuditEventAction> page = await _transport.ReadAsync<Page<AuditEventAction>>(
            _scope.Request(HttpMethod.Get, "/admin/v1/orgs/{orgId}/event-actions", family: ApiFamily.Audit).As("reading the event actions"),
            cancellationToken).ConfigureAwait(false);
        return Records.Readable(page.Data);
    }

    /// <summary>One event by its id.</summary>
    /// <param name="eventId">The id.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<AuditEvent> GetAsync(string eventId, CancellationToken cancellationToken = default)
    {
        Single<AuditEvent> found = await _transport.ReadAsync<Single<AuditEvent>>(
            _scope.Request(HttpMethod.Get, "/admin/v1/orgs/{orgId}/events/{eventId}", family: ApiFamily.Audit)
                .As("reading the event")
                .With("eventId", eventId),
            cancellationToken,
            holds: reply => Records.IsAbout(reply.Data?.EventId, eventId)).ConfigureAwait(false);
        return found.Data!;
    }

    /// <summary>Events that fit a filter, newest first, streamed.</summary>
    /// <param name="filter">Which events.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<AuditEvent> SearchAsync(AuditFilter filter, CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync<Page<AuditEvent>>(
                _scope.Request(HttpMethod.Get, "/admin/v1/orgs/{orgId}/events", family: ApiFamily.Audit)
                    .As("reading the audit log")
                    .Query("from", Milliseconds(filter.From))
                    .Query("to", Milliseconds(filter.To))
                    .Query("action", filter.Action)
                    .Query("actor", Joined(filter.Actors))
                    .Query("ip", Joined(filter.IPAddresses))
                    .Query("product", Joined(filter.Products))
                    .Query("location", filter.Places is null ? null : AuditPlace.ToJson(filter.Places))
                    .Query("q", filter.SearchTerm)
                    .Query("limit", LargestPage)
                    .Query("cursor", cursor),
                token),
            cancellationToken);

    /// <summary>
    /// The whole log in the order in which the service processed it, page by page. The position of the last page brings what is new when it is
    /// asked for later.
    /// </summary>
    /// <param name="from">The earliest time; not used with a position.</param>
    /// <param name="to">The latest time; null for now.</param>
    /// <param name="position">Where an earlier reading ended; null to begin.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async IAsyncEnumerable<AuditPage> StreamAsync(
        DateTimeOffset? from, DateTimeOffset? to, AuditPosition? position, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        AuditPosition place = position ?? new AuditPosition(cursor: null, from);
        AdminException? untold = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Task<Page<AuditEvent>>? pending = FetchAsync(place);
        try
        {
            while (pending is not null)
            {
                Page<AuditEvent> page = await pending.ConfigureAwait(false);
                string? next = Paging.CursorOf(page, page.Links, page.Meta, out AdminException? end);
                List<AuditEvent> events = Records.Readable(page.Data, out AdminException? unreadable);
                untold ??= unreadable;
                // Asked by the time, the service begins with what was read before; one that does not heed the time must not go round for ever.
                AuditPosition asked = place;
                events.RemoveAll(e => asked.EventIds.Contains(e.EventId) || (asked.Cursor is null && e.Time < asked.Time));

                // Without a cursor the time of the last event says where to go on. A cursor that brought nothing new stays good.
                bool isLast = events.Count == 0 || (next is not null && next == place.Cursor);
                place = place.After(events, next ?? (isLast ? place.Cursor : null));
                isLast |= next is null && place.Time is null;
                pending = null;
                if (!isLast && end is null)
                {
                    if (next is null || seen.Add(next))
                        pending = FetchAsync(place);
                    else
                        end = Paging.Repeated();
                }

                yield return new AuditPage(events, place, isLast);
                if (end is not null)
                    throw end;
            }
        }
        finally
        {
            stop.Cancel();
            Paging.Observe(pending);
        }

        if (untold is not null)
            throw untold;

        Task<Page<AuditEvent>> FetchAsync(AuditPosition at) =>
            _transport.ReadAsync<Page<AuditEvent>>(
                _scope.Request(HttpMethod.Get, "/admin/v1/orgs/{orgId}/events-stream", family: ApiFamily.AuditStream)
                    .As("reading the audit log")
                    .Query("from", at.Cursor is null ? Milliseconds(at.Time) : null)
                    .Query("to", at.Cursor is null ? Milliseconds(to) : null)
                    .Query("sortOrder", at.Cursor is null ? "asc" : null)
                    .Query("limit", LargestPage)
                    .Query("cursor", at.Cursor),
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
    internal AuditPage(IReadOnlyList<AuditEvent> events, AuditPosition position, bool isLast)
    {
        Events = events;
        Position = position;
        IsLast = isLast;
    }

    /// <summary>The events, oldest first.</summary>
    public IReadOnlyList<AuditEvent> Events { get; }

    /// <summary>Where to go on.</summary>
    public AuditPosition Position { get; }

    /// <summary>True when there is nothing more at the moment.</summary>
    public bool IsLast { get; }
}
