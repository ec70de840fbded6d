using System.Net.Http;

namespace AtlassianAdmin.Simulation.Worlds;

/// <summary>A request that waits at the gate.</summary>
/// <param name="request">The request.</param>
/// <param name="body">What is in it.</param>
/// <param name="isConcurrent">False where what follows the answer runs at once, on the one thread.</param>
internal sealed class WaitingRequest(HttpRequestMessage request, byte[] body, bool isConcurrent)
{
    private readonly TaskCompletionSource<HttpResponseMessage> _reply = new(isConcurrent ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);

    public HttpRequestMessage Request { get; } = request;

    public byte[] Body { get; } = body;

    public UnitTag? Tag { get; } = UnitTag.Current;

    public Task<HttpResponseMessage> Reply => _reply.Task;

    public void Answer(HttpResponseMessage reply) => _reply.TrySetResult(reply);

    public void Fail(Exception failure) => _reply.TrySetException(failure);

    public void Cancel(CancellationToken token) => _reply.TrySetCanceled(token);
}
