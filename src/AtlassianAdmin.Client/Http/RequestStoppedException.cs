namespace AtlassianAdmin.Client.Http;

/// <summary>A request that the caller cancelled.</summary>
public sealed class RequestStoppedException : OperationCanceledException
{
    internal RequestStoppedException(bool mayHaveArrived, Exception inner, CancellationToken token)
        : base("The request was cancelled.", inner, token) => MayHaveArrived = mayHaveArrived;

    /// <summary>True when a write had been put on the wire: what became of it is not known.</summary>
    public bool MayHaveArrived { get; }
}
