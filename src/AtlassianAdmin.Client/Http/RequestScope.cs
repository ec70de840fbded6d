namespace AtlassianAdmin.Client.Http;

/// <summary>What every request of one command shares: who hears of its attempts, and when nothing new may start.</summary>
public sealed class RequestScope
{
    private static readonly AsyncLocal<RequestScope?> Flow = new();

    /// <summary>Makes a scope.</summary>
    /// <param name="onAttempt">Hears of each attempt, on any thread; null for nobody.</param>
    /// <param name="nothingNew">Once cancelled, no request is put on the wire any more; those in flight go on.</param>
    public RequestScope(Action<RequestTrace>? onAttempt, CancellationToken nothingNew)
    {
        OnAttempt = onAttempt;
        NothingNew = nothingNew;
    }

    /// <summary>The scope of the current flow of control; null for none.</summary>
    public static RequestScope? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>A scope in which somebody else hears of the attempts as well.</summary>
    internal static RequestScope HeardBy(Action<RequestTrace> listener)
    {
        RequestScope? outer = Current;
        return new RequestScope(
            trace =>
            {
                outer?.OnAttempt?.Invoke(trace);
                listener(trace);
            },
            outer?.NothingNew ?? CancellationToken.None);
    }

    internal Action<RequestTrace>? OnAttempt { get; }

    internal CancellationToken NothingNew { get; }
}
