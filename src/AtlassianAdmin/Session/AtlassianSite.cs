using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Session;

/// <summary>An open connection to a Jira site. Shows nothing of the token.</summary>
public sealed class AtlassianSite : IDisposable
{
    private static int _openCount;

    internal AtlassianSite(SiteClient client, SiteUser owner, ChangeGuard guard, string tokenSource, bool isScoped, bool isSandbox)
    {
        Client = client;
        AccountId = owner.AccountId;
        Name = owner.Name;
        Guard = guard;
        TokenSource = tokenSource;
        IsScoped = isScoped;
        IsSandbox = isSandbox;
        Interlocked.Increment(ref _openCount);
        Lifetime = new Lifetime(() =>
        {
            client.Dispose();
            client.Options.Key.Dispose();
        });
    }

    /// <summary>The host, by which <c>-Site</c> finds it.</summary>
    public string Host => Client.Host;

    /// <summary>The e-mail address of the token's owner.</summary>
    public string Email => Client.Email;

    /// <summary>The account of the token's owner.</summary>
    public string AccountId { get; }

    /// <summary>The display name of the token's owner; null when not told.</summary>
    public string? Name { get; }

    /// <summary>True when the site is simulated.</summary>
    public bool IsSandbox { get; }

    /// <summary>True when the token has scopes, so that requests go through Atlassian's gateway.</summary>
    public bool IsScoped { get; }

    /// <summary>Where every request goes.</summary>
    public Uri BaseUri => Client.Options.BaseUri;

    /// <summary>Where the token came from; never the token.</summary>
    public string TokenSource { get; }

    /// <summary>What the token looks like.</summary>
    public ApiKeyShape TokenShape => Client.Options.Key.Shape;

    /// <summary>Who opened it, as change objects say it.</summary>
    public string Operator { get; internal init; } = JournalRun.CurrentOperator;

    /// <summary>True when every change is refused.</summary>
    public bool ReadOnly => Guard.ReadOnly;

    /// <summary>The most people that may be changed; 0 for no limit.</summary>
    public int MaxChanges => Guard.MaxChanges;

    /// <summary>How many different people a change was sent for.</summary>
    public int PeopleChanged => Guard.PeopleChanged;

    /// <summary>The accounts that may not be changed.</summary>
    public IReadOnlyCollection<string> ProtectedAccounts => TextList.Of(Guard.ProtectedAccounts);

    /// <summary>Requests in flight at once.</summary>
    public int ThrottleLimit => Client.Options.ThrottleLimit;

    /// <summary>The longest wait for the rate limit, in seconds.</summary>
    public int MaxWaitSeconds => (int)Client.Options.MaxWait.TotalSeconds;

    /// <summary>True after Disconnect-AtlassianSite. Commands that were running then end as they began.</summary>
    public bool IsClosed => Lifetime.IsClosed;

    /// <summary>True for the site that cmdlets of this session use when none is named.</summary>
    public bool IsCurrent => ReferenceEquals(RunspaceState.Latest?.CurrentSite, this);

    /// <summary>How questions and change objects name the site.</summary>
    public string DisplayName => Host + (IsSandbox ? " [sandbox]" : "");

    internal SiteClient Client { get; }

    internal ChangeGuard Guard { get; }

    /// <summary>How long it stays open.</summary>
    internal Lifetime Lifetime { get; }

    /// <summary>True when a site is connected anywhere in this process.</summary>
    internal static bool IsAnyOpen => Volatile.Read(ref _openCount) > 0;

    /// <summary>What completers learned from the site, by completer.</summary>
    internal CompletionCache Completions { get; } = new();

    /// <summary>Closes the connections and wipes the token, at once or when the last running command has ended.</summary>
    public void Dispose()
    {
        if (Lifetime.Close())
            Interlocked.Decrement(ref _openCount);
    }

    /// <inheritdoc/>
    public override string ToString() => DisplayName;
}
