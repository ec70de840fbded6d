using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Engine;

/// <summary>What a cmdlet works on: a connected organization, its SCIM directory, or a connected site.</summary>
internal interface ITargetConnection
{
    /// <summary>How questions and change objects name it.</summary>
    string DisplayName { get; }

    /// <summary>Requests in flight at once.</summary>
    int ThrottleLimit { get; }

    /// <summary>Why nothing, or little, is sent now, and until when; null for no reason.</summary>
    RateWait? Wait { get; }

    /// <summary>The clients, from which operations take those that they need.</summary>
    ConnectedClients Clients { get; }

    /// <summary>Finds out whom identities mean; nobody is guessed.</summary>
    Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken);

    /// <summary>Makes what carries out changes here.</summary>
    ChangeRunner CreateRunner();
}
