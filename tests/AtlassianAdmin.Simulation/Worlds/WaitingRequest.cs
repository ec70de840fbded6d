using System.Net.Http;

namespace AtlassianAdmin.Simulation.Worlds;

/// <summary>A request that waits at the gate.</summary>
internal sealed class WaitingRequest(HttpRequestMessage request, byte[] body)
{
    // Continuations run where the answer is given: on the one thread.
    private readonly TaskCompletionSource<HttpResponseMessage> _reply = new();

    public HttpRequestMessage Request { get; } = request;

    public byte[] Body { get; } = body;

    public UnitTag? Tag { get; } = UnitTag.Current;

    public Task<HttpResponseMessage> Reply => _reply.Task;

    public void Answer(HttpResponseMessage reply) => _reply.TrySetResult(reply);

    public void Fail(Exception failure) => _reply.TrySetException(failure);

    public void Cancel(CancellationToken token) => _reply.TrySetCanceled(token);
}
