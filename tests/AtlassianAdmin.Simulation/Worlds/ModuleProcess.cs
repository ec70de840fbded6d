using System.IO;
using System.Net;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Simulation.Worlds;

/// <summary>One process with the module in it: its connections, and all that is lost when it is killed.</summary>
internal sealed class ModuleProcess : IDisposable
{
    private readonly World _world;
    private readonly int _number;
    private readonly List<JournalWriter> _writers = [];
    private readonly object _connecting = new();
    private bool _isDead;
    private readonly List<SimulatedFile> _files = [];
    private readonly List<Connection> _connections = [];
    private readonly CancellationTokenSource _nothingNew = new();
    private readonly CancellationTokenSource _giveUp = new();

    /// <param name="world">Where it runs.</param>
    /// <param name="number">The number of the process in its life.</param>
    public ModuleProcess(World world, int number)
    {
        _world = world;
        _number = number;
        Gate = new Gate(world) { Kill = Kill, Stop = Stop };
        world.Note(new MarkEntry($"process {number} starts"));
    }

    public Gate Gate { get; }

    public bool IsDead { get => Volatile.Read(ref _isDead); private set => Volatile.Write(ref _isDead, value); }

    public bool IsStopped => _nothingNew.IsCancellationRequested;

    /// <summary>Once cancelled, nothing new starts.</summary>
    public CancellationToken NothingNew => _nothingNew.Token;

    /// <summary>Once cancelled, what is in flight is given up.</summary>
    public CancellationToken GiveUp => _giveUp.Token;

    public IReadOnlyList<Connection> Connections => _connections;

    /// <summary>The connection of that place; made when it is asked for the first time.</summary>
    public Connection ConnectionAt(int place)
    {
        lock (_connecting)
        {
            while (_connections.Count <= place)
                _connections.Add(Connect(_connections.Count));
            return _connections[place];
        }
    }

    /// <summary>Opens a journal.</summary>
    public JournalWriter OpenJournal(string name)
    {
        if (IsDead)
            throw new ProcessKilledException();
        JournalWriter writer = JournalWriter.Open(Path.Combine(_world.Folder, name), _world.Clock, path =>
        {
            var file = new SimulatedFile(path, _world, Kill);
            lock (_world.Sync)
                _files.Add(file);
            return file;
        });
        lock (_world.Sync)
            _writers.Add(writer);
        return writer;
    }

    /// <summary>Closes a journal before the process ends.</summary>
    public void CloseJournal(JournalWriter writer)
    {
        lock (_world.Sync)
            _writers.Remove(writer);
        writer.Dispose();
    }

    /// <summary>Ends the process, in order if it lives.</summary>
    public void Dispose()
    {
        End();
        _nothingNew.Dispose();
        _giveUp.Dispose();
    }

    private void End()
    {
        // The system lets go of the files of a dead process, too.
        JournalWriter[] writers;
        lock (_world.Sync)
            writers = [.. _writers];
        Array.ForEach(writers, w => w.Dispose());
        if (IsDead)
            return;
        _connections.ForEach(c => c.Dispose());
        IsDead = true;
        Gate.Close();
        _world.Clock.Forget();
        _world.Note(new MarkEntry($"process {_number} ends"));
    }

    private void Kill(string when)
    {
        lock (_world.Sync)
        {
            if (IsDead)
                return;
            IsDead = true;
            Gate.Close();
            _world.Clock.Forget();
            _files.ForEach(f => f.Lose());
            _world.Note(new MarkEntry($"process {_number} is killed {when}") { IsKill = true });
        }
    }

    private void Stop()
    {
        _world.Note(new MarkEntry("the user stops the command") { IsStop = true });
        _world.Clock.After(TimeSpan.FromSeconds(1), _giveUp.Cancel);
        _nothingNew.Cancel();
    }

    private Connection Connect(int place)
    {
        // The limits of a key are kept by host for the whole of a process: another process has another host.
        string host = $"p{_number}.sandbox.invalid";
        var guard = new ChangeGuard(
            _world.Life.ReadOnly, _world.Life.MaxChanges, _world.Life.Protected.Select(p => _world.Organization.People[p].AccountId));
        AdminClientOptions options = Options(_world.Organization.ApiKey, host);
        var client = new AdminClient(options);
        var scim = new ScimClient(client.Options.With(Key(_world.Organization.ScimApiKey)), _world.Organization.ScimDirectoryId);
        var site = new SiteClient(Options(_world.Organization.PersonalToken, $"{_world.Organization.SiteHosts[0]}.{host}"), _world.Organization.AdminEmail);
        RunJournal? journal = null;
        if (_world.Life.Journal)
            journal = OpenJournal($"connection{place}.jsonl").Start(NewRun());
        return new Connection(client, scim, site, guard, journal, new ChangeRunner(guard, "Company", _world.Clock, journal));
    }

    private JournalRun NewRun() => new()
    {
        Kind = JournalRunKind.Connection,
        StartedAt = _world.Clock.GetUtcNow(),
        OrganizationId = _world.Organization.OrganizationId,
        Organization = "Company",
        Operator = "tester@here",
    };

    private AdminClientOptions Options(string key, string host) => new(Key(key), _world.Organization.OrganizationId, new Uri($"https://{host}/"))
    {
        Clock = _world.Clock,
        Network = () => Gate,
        ThrottleLimit = _world.Life.Throttle,
        Jitter = _world.Jitter,
    };

    private static ApiKey Key(string text) => ApiKey.From(new NetworkCredential("", text).SecurePassword);
}

/// <summary>A connection of a process.</summary>
internal sealed record Connection(AdminClient Client, ScimClient Scim, SiteClient Site, ChangeGuard Guard, RunJournal? Journal, ChangeRunner Runner) : IDisposable
{
    public ConnectedClients Clients { get; } = new(Client, Scim);

    public ConnectedClients SiteClients { get; } = new(Site);

    public void Dispose()
    {
        Site.Dispose();
        Scim.Dispose();
        Client.Dispose();
    }
}
