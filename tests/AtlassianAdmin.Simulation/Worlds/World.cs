using System.IO;
using System.Text;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.Http;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Simulation.Lives;

namespace AtlassianAdmin.Simulation.Worlds;

/// <summary>What is outside the process: the service with everybody else who uses it, the disk, and the log of all that happened.</summary>
internal sealed class World : IDisposable
{
    private static readonly string Disk = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    private readonly Random _chance;
    private readonly List<LogEntry> _log = [];
    private readonly Dictionary<int, List<PersonHistory>> _histories = [];

    /// <param name="life">What happens in it.</param>
    /// <param name="isConcurrent">True where the process has several threads: then nobody can say in which order things happen.</param>
    public World(Life life, bool isConcurrent = false)
    {
        Life = life;
        IsConcurrent = isConcurrent;
        _chance = new Random(life.Seed);
        Organization = new SandboxOrganization(new SandboxOptions
        {
            Clock = Clock,
            Seed = life.Company,
            UserCount = life.People,
            RateLimit = life.RateLimit == 0 ? null : life.RateLimit,
            LifecycleConflicts = life.Conflicts,
            PageSize = life.PageSize == 0 ? null : life.PageSize,
        });
        State = WorldState.Of(Organization);
        for (int place = 0; place < Organization.People.Count; place++)
            _histories[place] = [new PersonHistory(0, Organization.People[place].State)];
        Folder = Path.Combine(Disk, $"life-{Environment.ProcessId}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Folder);
    }

    public Life Life { get; }

    public bool IsConcurrent { get; }

    /// <summary>Held by whoever looks at the world or changes it; never while code of the module is called, which has locks of its own.</summary>
    public object Sync { get; } = new();

    public VirtualClock Clock { get; } = new();

    public SandboxOrganization Organization { get; }

    /// <summary>The organization as it is now.</summary>
    public WorldState State { get; private set; }

    public string Folder { get; }

    public IReadOnlyList<LogEntry> Log => _log;

    /// <summary>How many requests were released.</summary>
    public int Requests { get; set; }

    /// <summary>How many records were written.</summary>
    public int DiskWrites { get; set; }

    /// <summary>What a person was like, from which entry of the log on.</summary>
    public IReadOnlyList<PersonHistory> HistoryOf(SandboxPerson person) =>
        _histories.TryGetValue(IndexOf(person), out List<PersonHistory>? history) ? history : [];

    public int IndexOf(SandboxPerson person)
    {
        for (int place = 0; place < Organization.People.Count; place++)
        {
            if (Organization.People[place] == person)
                return place;
        }

        return -1;
    }

    public void Note(LogEntry entry)
    {
        lock (Sync)
            _log.Add(entry with { Number = _log.Count, At = Clock.Passed });
    }

    /// <summary>Draws a number from 0 up to below that one.</summary>
    public int Draw(int below) => Draw(0, below);

    /// <summary>Draws a number.</summary>
    public int Draw(int from, int below)
    {
        lock (Sync)
            return _chance.Next(from, below);
    }

    /// <summary>Draws how long a wait is drawn out, from 0 to 1.</summary>
    public double Jitter()
    {
        lock (Sync)
            return _chance.NextDouble();
    }

    /// <summary>Lets the service answer, and finds out what that changed. <see cref="Sync"/> is held.</summary>
    public (SandboxReply Reply, IReadOnlyList<Effect> Effects) Answer(SandboxRequest request, bool isWrite)
    {
        SandboxReply reply = Organization.Handle(request);
        if (!isWrite)
            return (reply, []);
        WorldState now = WorldState.Of(Organization);
        IReadOnlyList<Effect> effects = State.ChangesTo(now);
        State = now;
        for (int place = 0; place < Organization.People.Count; place++)
        {
            PersonState state = Organization.People[place].State;
            if (!_histories.TryGetValue(place, out List<PersonHistory>? history))
                _histories[place] = history = [];
            if (history.Count == 0 || !ReferenceEquals(history[^1].State, state))
                history.Add(new PersonHistory(_log.Count, state));
        }

        return (reply, effects);
    }

    /// <summary>Lets the other admin do what is due before that request.</summary>
    public void LetOthersAct(int request) => Do(Life.Deeds.Where(d => d.After is null && d.At == request));

    /// <summary>Lets the other admin do what is due after that command.</summary>
    public void LetOthersActAfter(int command) => Do(Life.Deeds.Where(d => d.After == command));

    private void Do(IEnumerable<Deed> deeds)
    {
        lock (Sync)
        {
            foreach (Deed deed in deeds)
            {
                if (RequestOf(deed) is not { } other)
                    continue;
                (SandboxReply reply, IReadOnlyList<Effect> effects) = Answer(other, isWrite: true);
                Note(new DeedEntry($"{other.Method} {other.PathAndQuery}", reply.Status) { Effects = effects });
            }
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private SandboxRequest? RequestOf(Deed deed)
    {
        SandboxPerson person = Organization.People[deed.Person];
        string account = Uri.EscapeDataString(person.AccountId);
        string directory = Organization.DirectoryIds[deed.Detail % 2];
        string member = $"/admin/v2/orgs/{Organization.OrganizationId}/directories/{directory}/users/{account}";
        SandboxGroup[] own = person.State.Groups.Where(g => g.IsModifiable).ToArray();
        SandboxGroup[] others = Organization.Groups.All.Where(g => g.IsModifiable && !own.Contains(g)).ToArray();
        return deed.Kind switch
        {
            DeedKind.Disable => Request("POST", $"/users/{account}/manage/lifecycle/disable", "{\"message\":\"by somebody else\"}"),
            DeedKind.Enable => Request("POST", $"/users/{account}/manage/lifecycle/enable"),
            DeedKind.Delete => Request("POST", $"/users/{account}/manage/lifecycle/delete"),
            DeedKind.CancelDeletion => Request("POST", $"/users/{account}/manage/lifecycle/cancel-delete"),
            DeedKind.SetEmail => Request("PUT", $"/users/{account}/manage/email", $"{{\"email\":\"other{deed.Detail}.{deed.Person}@example.com\"}}"),
            DeedKind.SetJobTitle => Request("PATCH", $"/users/{account}/manage/profile", $"{{\"extended_profile\":{{\"job_title\":\"Other {deed.Detail}\"}}}}"),
            DeedKind.AddToGroup when others.Length > 0 => Group("POST", others[deed.Detail % others.Length], "/memberships", $"{{\"accountId\":\"{person.AccountId}\"}}"),
            DeedKind.RemoveFromGroup when own.Length > 0 => Group("DELETE", own[deed.Detail % own.Length], $"/memberships/{account}"),
            DeedKind.Suspend => Request("POST", member + "/suspend"),
            DeedKind.Restore => Request("POST", member + "/restore"),
            DeedKind.RevokeToken when person.Tokens.Count > 0 => Request("DELETE", $"/users/{account}/manage/api-tokens/{person.Tokens[deed.Detail % person.Tokens.Count].TokenId}"),
            _ => null,
        };

        SandboxRequest Group(string method, SandboxGroup group, string end, string? body = null) =>
            Request(method, $"/admin/v2/orgs/{Organization.OrganizationId}/directories/{Organization.DirectoryIds[group.Directory]}/groups/{group.GroupId}{end}", body);

        SandboxRequest Request(string method, string path, string? body = null) => new(method, path)
        {
            Authorization = "Bearer " + Organization.ApiKey,
            ContentType = body is null ? null : "application/json",
            Body = body is null ? default : Encoding.UTF8.GetBytes(body),
        };
    }
}
