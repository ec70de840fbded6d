using System.Collections.Concurrent;
using System.Text;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Replies;

/// <summary>The real clients over a real connection to a server that gives one reply, and what a command would hear of it.</summary>
internal sealed class ReplyReader : IAsyncDisposable
{
    // Of the one recorded reply that names the organization itself.
    private const string RecordedOrganizationId = "8a130dbc-06bc-1a05-jjk7-9822046115j1";

    private readonly LoopbackServer _server;
    private readonly ConcurrentQueue<OddValue> _odd = new();
    private readonly ConcurrentQueue<AdminException> _unreadable = new();
    private byte[] _reply = [];
    private int _status = 200;
    private int _asked;

    public ReplyReader()
    {
        // A second page is empty, of whatever kind of list it is.
        _server = LoopbackServer.Start(e => Interlocked.Increment(ref _asked) == 1 ? e.ReplyAsync(_status, _reply) : e.ReplyAsync(200, """{"data":[],"links":{}}"""));
        Client = new AdminClient(new AdminClientOptions(ClientUnderTest.Key(), RecordedOrganizationId, _server.Uri) { Clock = new HurryingClock() });
        Scim = new ScimClient(new AdminClientOptions(ClientUnderTest.Key(), null, _server.Uri) { Clock = new HurryingClock() }, "d");
    }

    public AdminClient Client { get; }

    public ScimClient Scim { get; }

    public IReadOnlyList<OddValue> Odd => [.. _odd];

    public IReadOnlyList<AdminException> Unreadable => [.. _unreadable];

    public IReadOnlyList<LoopbackRequest> Requests => _server.Requests;

    /// <summary>Asks the question of that reply and gives this text for an answer.</summary>
    public Task<IReadOnlyList<object>> ReadAsync(RecordedReply reply, string text) => ReadAsync(reply, Encoding.UTF8.GetBytes(text));

    public async Task<IReadOnlyList<object>> ReadAsync(RecordedReply reply, byte[] text)
    {
        _reply = text;
        _status = reply.Status;
        _asked = 0;
        _odd.Clear();
        _unreadable.Clear();
        RequestScope.Current = new RequestScope(onAttempt: null, CancellationToken.None)
        {
            OnOddValue = _odd.Enqueue,
            OnUnreadableRecord = _unreadable.Enqueue,
        };
        return await reply.Read(this);
    }

    public async Task<IReadOnlyList<object>> DoAsync<T>(Func<AdminClient, Task<T>> call) => [(await call(Client))!];

    public async Task<IReadOnlyList<object>> CollectAsync<T>(Func<AdminClient, IAsyncEnumerable<T>> list)
        where T : class
    {
        var items = new List<object>();
        await foreach (T item in list(Client))
            items.Add(item);
        return items;
    }

    public async ValueTask DisposeAsync()
    {
        RequestScope.Current = null;
        Client.Dispose();
        Scim.Dispose();
        await _server.DisposeAsync();
    }
}
