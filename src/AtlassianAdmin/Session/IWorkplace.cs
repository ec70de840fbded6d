namespace AtlassianAdmin.Session;

/// <summary>Where a cmdlet that takes people works: a connected organization, or a connected site.</summary>
internal interface IWorkplace
{
    /// <summary>How questions and change objects name the place.</summary>
    string DisplayName { get; }

    /// <summary>Requests in flight at once.</summary>
    int ThrottleLimit { get; }

    /// <summary>Until when the rate limit holds everything back; null when it does not.</summary>
    DateTimeOffset? WaitingUntil { get; }

    /// <summary>Finds out whom identities mean; nobody is guessed.</summary>
    Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken);

    /// <summary>Makes what carries out changes here.</summary>
    ChangeRunner CreateRunner();
}
