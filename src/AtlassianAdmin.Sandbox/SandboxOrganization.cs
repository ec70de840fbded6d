using System;
using System.Collections.Generic;
using System.Linq;
using AtlassianAdmin.Organizations;

namespace AtlassianAdmin.Sandbox;

/// <summary>A simulated organization. It answers requests as the vendor's service would, and remembers what was changed. Safe to use from many threads.</summary>
public sealed class SandboxOrganization
{
    private readonly SandboxKeys _keys;
    private readonly SandboxRateLimit _limit;
    private readonly PeopleStore _people;
    private readonly TimeProvider _clock;
    private readonly IReadOnlyList<SandboxRoute> _routes;

    /// <summary>Makes an organization.</summary>
    /// <param name="options">How it is made and how it answers; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that cannot be.</exception>
    public SandboxOrganization(SandboxOptions? options = null)
    {
        options ??= new SandboxOptions();
        options.Validate();
        _clock = options.Clock ?? TimeProvider.System;
        Latency = options.Latency;
        _keys = new SandboxKeys(options.Seed);
        _limit = new SandboxRateLimit(options, _clock);
        _people = new PeopleStore(new SandboxPeople(options.Seed, _clock).Make(options.UserCount));

        // Its own sequence, so that the number of people does not change the ids of the organization.
        var random = new SeededRandom(options.Seed, -1);
        OrganizationId = random.Uuid();
        Directory[] directories =
        [
            new() { DirectoryId = random.Uuid(), Name = "Sandbox Company", Icon = "https://avatars.example.com/directory-1" },
            new() { DirectoryId = random.Uuid(), Name = "Sandbox Partners", Icon = "https://avatars.example.com/directory-2" },
        ];
        DirectoryIds = directories.Select(directory => directory.DirectoryId).ToArray();
        var gate = new OrganizationGate(OrganizationId);
        _routes =
        [
            .. new AccountRoutes(_people).All,
            .. new LifecycleRoutes(_people, options.LifecycleConflicts).All,
            .. new OrganizationRoutes(this, gate, _people, new SandboxDomains(random), options).All,
            .. new DirectoryRoutes(gate, _people, directories, options).All,
        ];
    }

    /// <summary>The id of the organization.</summary>
    public string OrganizationId { get; }

    /// <summary>The name of the organization.</summary>
    public string Name { get; } = "Sandbox Company";

    /// <summary>A good key: of this organization, without scopes. No secret: it opens nothing but this simulation.</summary>
    public string ApiKey => _keys.Full;

    /// <summary>A key with read scopes, which account management refuses.</summary>
    public string ScopedApiKey => _keys.Scoped;

    /// <summary>A personal API token, which the admin APIs do not take.</summary>
    public string PersonalToken => _keys.Personal;

    /// <summary>A key that has expired.</summary>
    public string ExpiredApiKey => _keys.Expired;

    /// <summary>A good key of another organization.</summary>
    public string OtherOrganizationApiKey => _keys.OtherOrganization;

    /// <summary>Everybody, managed or not, as they are now.</summary>
    public IReadOnlyList<SandboxPerson> People => _people.All;

    /// <summary>The domains whose accounts the organization manages.</summary>
    public IReadOnlyList<string> VerifiedDomains { get; } = SandboxDomains.Verified;

    /// <summary>The ids of the directories: first the one that most people are in.</summary>
    public IReadOnlyList<string> DirectoryIds { get; }

    /// <summary>How long each reply takes, where the door to the organization can make it wait.</summary>
    public TimeSpan Latency { get; }

    /// <summary>The person with that account id or e-mail address; null when there is none.</summary>
    public SandboxPerson? Find(string identity) =>
        _people.ById(identity ?? throw new ArgumentNullException(nameof(identity))) ?? _people.ByEmail(identity);

    /// <summary>Answers one request.</summary>
    public SandboxReply Handle(SandboxRequest request)
    {
        if (request is null)
            throw new ArgumentNullException(nameof(request));
        SandboxCall call = SandboxCall.Read(request, _keys.Recognize(request.Authorization), _clock.GetUtcNow());
        var headers = new List<KeyValuePair<string, string>> { new("atl-traceid", call.TraceId) };
        SandboxReply reply = _limit.TryTake(Api(call), headers) ? Route(call) : SandboxErrors.RateLimited(call);
        return reply.With(headers);
    }

    /// <summary>The API that a limit counts for: account management and the organization have one each.</summary>
    private static string Api(SandboxCall call) => call.Segments[0] == "users" ? "users" : "admin";

    private SandboxReply Route(SandboxCall call)
    {
        foreach (SandboxRoute route in _routes)
        {
            if (route.TryAnswer(call, out SandboxReply? reply))
                return reply!;
        }

        return SandboxErrors.NoRoute();
    }
}
