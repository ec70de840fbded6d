using System.Net;
using System.Net.Http;
using System.Text;
using AtlassianAdmin.Changes.Tests.Faults;
using AtlassianAdmin.Sandbox.Http;
using AtlassianAdmin.Simulation.Lives;

namespace AtlassianAdmin.Simulation.Worlds;

/// <summary>Holds every request of a process until the director releases it, and lets happen to it what the life has for it.</summary>
internal sealed class Gate(World world) : HttpMessageHandler
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(100);

    private readonly List<WaitingRequest> _waiting = [];
    private bool _isClosed;

    /// <summary>How many requests wait.</summary>
    public int Waiting
    {
        get
        {
            lock (world.Sync)
                return _waiting.Count;
        }
    }

    /// <summary>The most requests that were in flight at once.</summary>
    public int MostInFlight { get; private set; }

    /// <summary>Called when the process is to be killed.</summary>
    public Action<string> Kill { get; set; } = _ => { };

    /// <summary>Called when the user stops the command.</summary>
    public Action Stop { get; set; } = () => { };

    private int InFlight { get; set; }

    /// <summary>Nothing passes any more: the process is dead.</summary>
    public void Close()
    {
        lock (world.Sync)
        {
            _isClosed = true;
            _waiting.Clear();
        }
    }

    /// <summary>Releases one of those that wait, if there is any.</summary>
    public void Release()
    {
        WaitingRequest waiting;
        string? mishap;
        lock (world.Sync)
        {
            if (_waiting.Count == 0)
                return;
            int place = world.Draw(_waiting.Count);
            waiting = _waiting[place];
            _waiting.RemoveAt(place);
            int number = world.Requests++;
            world.LetOthersAct(number);
            mishap = world.Life.Mishaps.FirstOrDefault(m => m.At == number)?.Kind;
        }

        Pass(waiting, mishap);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = request.Content?.ReadAsByteArrayAsync(CancellationToken.None).GetAwaiter().GetResult() ?? [];
        var waiting = new WaitingRequest(request, body, world.IsConcurrent);
        lock (world.Sync)
        {
            if (_isClosed)
                return new TaskCompletionSource<HttpResponseMessage>().Task;
            _waiting.Add(waiting);
            MostInFlight = Math.Max(MostInFlight, ++InFlight);
        }

        CancellationTokenRegistration registration = cancellationToken.Register(() =>
        {
            lock (world.Sync)
            {
                if (_waiting.Remove(waiting))
                    Note(waiting, "Cancelled", null, []);
            }

            waiting.Cancel(cancellationToken);
        });
        return EndAsync(waiting, registration);
    }

    protected override void Dispose(bool disposing)
    {
        // Several clients share it.
        base.Dispose(disposing: false);
    }

    private async Task<HttpResponseMessage> EndAsync(WaitingRequest waiting, CancellationTokenRegistration registration)
    {
        try
        {
            return await waiting.Reply;
        }
        finally
        {
            lock (world.Sync)
                InFlight--;
            await registration.DisposeAsync();
        }
    }

    private void Pass(WaitingRequest waiting, string? mishap)
    {
        Fault? fault = Enum.TryParse(mishap, out Fault found) ? found : null;
        MishapKind? own = fault is null && Enum.TryParse(mishap, out MishapKind kind) ? kind : null;
        switch (own)
        {
            case MishapKind.Kill:
                Note(waiting, mishap, null, []);
                Kill("before a request was on the wire");
                return;
            case MishapKind.Stop:
                // It comes while the request is on its way.
                Stop();
                break;
        }

        bool arrives = fault is null || FaultReply.IsLate(fault.Value);
        if (!arrives)
        {
            Note(waiting, mishap, null, []);
            Show(waiting, fault!.Value);
            return;
        }

        SandboxReply reply;
        lock (world.Sync)
        {
            if (_isClosed)
                return;
            (reply, IReadOnlyList<Effect> effects) = world.Answer(RequestOf(waiting), IsWrite(waiting));
            Note(waiting, mishap, reply, effects);
        }

        if (own == MishapKind.KillLate)
            Kill("when the service had done its work");
        else if (own == MishapKind.Slow)
            world.Clock.After(TimeSpan.FromSeconds(1 + world.Draw(90)), () => waiting.Answer(ResponseOf(waiting, reply)));
        else if (own == MishapKind.OddBody)
            waiting.Answer(Odd(waiting, reply));
        else if (fault is { } late)
            Show(waiting, late);
        else
            waiting.Answer(ResponseOf(waiting, reply));
    }

    private void Show(WaitingRequest waiting, Fault fault)
    {
        if (fault is Fault.Stall or Fault.StallLate)
        {
            // As the handler of replies does, whose timer is of the wall clock.
            world.Clock.After(AttemptTimeout, () => waiting.Fail(new TaskCanceledException("No answer.")));
            return;
        }

        try
        {
            waiting.Answer(FaultReply.Of(fault));
        }
        catch (HttpRequestException e)
        {
            waiting.Fail(e);
        }
    }

    private static bool IsWrite(WaitingRequest waiting)
    {
        string path = waiting.Request.RequestUri!.AbsolutePath;
        return waiting.Request.Method != HttpMethod.Get
            && !path.EndsWith("/search", StringComparison.Ordinal)
            && !path.EndsWith("/get-scim-links-for-email", StringComparison.Ordinal)
            && !path.EndsWith("/workspaces", StringComparison.Ordinal);
    }

    private void Note(WaitingRequest waiting, string? mishap, SandboxReply? reply, IReadOnlyList<Effect> effects) =>
        world.Note(new WireEntry(waiting.Tag, waiting.Request.Method.Method, waiting.Request.RequestUri!.AbsolutePath, IsWrite(waiting))
        {
            Mishap = mishap,
            IsExecuted = reply is not null,
            Status = reply?.Status ?? 0,
            Effects = effects,
        });

    private static SandboxRequest RequestOf(WaitingRequest waiting)
    {
        HttpRequestMessage request = waiting.Request;
        return new SandboxRequest(request.Method.Method, request.RequestUri!.PathAndQuery)
        {
            Authorization = request.Headers.TryGetValues("Authorization", out IEnumerable<string>? keys) ? keys.First() : null,
            ContentType = request.Content?.Headers.TryGetValues("Content-Type", out IEnumerable<string>? types) == true ? types.First() : null,
            Body = waiting.Body,
            BaseAddress = new Uri(request.RequestUri.GetLeftPart(UriPartial.Authority)),
        };
    }

    private static HttpResponseMessage ResponseOf(WaitingRequest waiting, SandboxReply reply)
    {
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status) { RequestMessage = waiting.Request, Content = new ByteArrayContent(reply.Body.ToArray()) };
        if (reply.ContentType is not null)
            response.Content.Headers.TryAddWithoutValidation("Content-Type", reply.ContentType);
        foreach (KeyValuePair<string, string> header in reply.Headers)
            response.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return response;
    }

    private static HttpResponseMessage Odd(WaitingRequest waiting, SandboxReply reply)
    {
        HttpResponseMessage response = ResponseOf(waiting, reply);
        if (reply.Body.Length > 0)
            response.Content = new StringContent("[\"odd\"]", Encoding.UTF8, "application/json");
        return response;
    }
}
