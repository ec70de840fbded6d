using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Sandbox;

namespace AtlassianAdmin.Session;

/// <summary>An open connection to an organization. Shows nothing of the key.</summary>
public sealed class AtlassianConnection : IDisposable
{
    private static int _openCount;

    internal AtlassianConnection(
        string name, string organizationId, string? organizationName, string keySource, bool isSandbox, AdminClient client, ChangeGuard guard, params IDisposable[] owned)
    {
        Name = name;
        OrganizationId = organizationId;
        OrganizationName = organizationName;
        KeySource = keySource;
        IsSandbox = isSandbox;
        Client = client;
        Guard = guard;
        Interlocked.Increment(ref _openCount);
        Lifetime = new Lifetime(() =>
        {
            client.Dispose();
            client.Options.Key.Dispose();
            foreach (IDisposable one in owned)
                one.Dispose();
        });
    }

    /// <summary>The name under which <c>-Connection</c> finds it.</summary>
    public string Name { get; }

    /// <summary>The id of the organization.</summary>
    public string OrganizationId { get; }

    /// <summary>The name of the organization; null when it could not be read.</summary>
    public string? OrganizationName { get; }

    /// <summary>True when the organization is simulated.</summary>
    public bool IsSandbox { get; }

    /// <summary>Where every request goes.</summary>
    public Uri BaseUri => Client.Options.BaseUri;

    /// <summary>Where the key came from; never the key.</summary>
    public string KeySource { get; }

    /// <summary>What the key looks like.</summary>
    public ApiKeyShape KeyShape => Client.Options.Key.Shape;

    /// <summary>When the key expires, as it was stored with the key; null when not known.</summary>
    public DateTimeOffset? KeyExpiresOn { get; internal set; }

    /// <summary>Who opened it, as journals, plans and reports say it.</summary>
    public string Operator { get; internal init; } = JournalRun.CurrentOperator;

    /// <summary>True when every change is refused.</summary>
    public bool ReadOnly => Guard.ReadOnly;

    /// <summary>Whose approval of a plan every change needs; null for nobody's.</summary>
    public string? RequiredApproval => Guard.RequiredApproval?.ToString();

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

    /// <summary>True after Disconnect-AtlassianOrganization. Commands that were running then end as they began.</summary>
    public bool IsClosed => Lifetime.IsClosed;

    /// <summary>True for the connection that cmdlets of this session use when none is named.</summary>
    public bool IsCurrent => ReferenceEquals(RunspaceState.Latest?.CurrentConnection, this);

    /// <summary>How questions and change objects name the organization.</summary>
    public string DisplayName => DisplayNameOf(OrganizationName, OrganizationId, IsSandbox);

    /// <summary>The file that keeps a record of every change; null when none does.</summary>
    public string? JournalPath => Journal?.Path;

    /// <summary>The id of the SCIM directory that is connected too; null when none is.</summary>
    public string? ScimDirectoryId => Scim?.Client.DirectoryId;

    /// <summary>Where the key of the SCIM directory came from; never the key. Null when none is connected.</summary>
    public string? ScimKeySource => Scim?.KeySource;

    internal AdminClient Client { get; }

    /// <summary>The SCIM directory, with its own key; null when none is connected.</summary>
    internal ScimConnection? Scim { get; private set; }

    /// <summary>What keeps a record of every change; null for none.</summary>
    internal RunJournal? Journal { get; init; }

    internal ChangeGuard Guard { get; }

    /// <summary>How long it stays open.</summary>
    internal Lifetime Lifetime { get; }

    /// <summary>True when a connection is open anywhere in this process.</summary>
    internal static bool IsAnyOpen => Volatile.Read(ref _openCount) > 0;

    /// <summary>The simulated organization inside this process; null for any other.</summary>
    internal SandboxOrganization? Sandbox { get; init; }

    /// <summary>What completers learned from the service, by completer.</summary>
    internal CompletionCache Completions { get; } = new();

    internal static string DisplayNameOf(string? name, string organizationId, bool isSandbox) => (name ?? organizationId) + (isSandbox ? " [sandbox]" : "");

    /// <summary>Takes a SCIM directory into the connection, in the place of the one before.</summary>
    internal void ConnectScim(ScimConnection scim)
    {
        DisconnectScim();
        Scim = scim;
    }

    /// <summary>Closes the connection to the SCIM directory and wipes its key.</summary>
    internal void DisconnectScim()
    {
        Scim?.Dispose();
        Scim = null;
    }

    /// <summary>Closes the connections and wipes the keys, at once or when the last running command has ended.</summary>
    public void Dispose()
    {
        if (!Lifetime.Close())
            return;
        Interlocked.Decrement(ref _openCount);
        DisconnectScim();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({DisplayName})";
}
