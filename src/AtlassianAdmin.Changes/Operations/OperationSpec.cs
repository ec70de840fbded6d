using System.Text.Json.Serialization;

namespace AtlassianAdmin.Changes.Operations;

/// <summary>What is asked, without for whom and with which clients: a command makes it, a journal keeps it, a plan holds it.</summary>
public abstract record OperationSpec
{
    /// <summary>What was found wrong with it before anybody was looked up, such as a group that is not there; null for nothing.</summary>
    [JsonIgnore]
    internal AdminException? Violation { get; init; }

    /// <summary>Makes it ready to run.</summary>
    /// <param name="subject">For whom.</param>
    /// <param name="clients">The clients of the connection; the operation takes those that it needs.</param>
    public abstract Intent ToIntent(Subject subject, ConnectedClients clients);
}
