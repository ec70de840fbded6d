namespace AtlassianAdmin.Client.Http;

/// <summary>One attempt, as <c>-Verbose</c> tells it: no address with a person in it, no body, no header.</summary>
public sealed class RequestTrace
{
    internal RequestTrace(string method, string template, string outcome, int attempt, TimeSpan duration, string? requestId = null, bool isWrite = false)
    {
        Method = method;
        Template = template;
        Outcome = outcome;
        Attempt = attempt;
        Duration = duration;
        RequestId = requestId;
        IsWrite = isWrite;
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path with <c>{names}</c> in place of values.</summary>
    public string Template { get; }

    /// <summary>The HTTP status, or the kind of failure.</summary>
    public string Outcome { get; }

    /// <summary>True when the service refused the attempt because a limit is used up (429).</summary>
    public bool IsRateLimited => Outcome.StartsWith("429", StringComparison.Ordinal);

    /// <summary>Which attempt it was; the first is 1.</summary>
    public int Attempt { get; }

    /// <summary>How long the attempt took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The id under which the service can find the request; null when there was no answer, or none in it.</summary>
    public string? RequestId { get; }

    /// <summary>True when the request was to change something.</summary>
    internal bool IsWrite { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Method} {Template} -> {Outcome} (attempt {Attempt}, {Duration.TotalMilliseconds:0} ms)";
}
