using AtlassianAdmin.Sandbox.Access;
using AtlassianAdmin.Sandbox.Accounts;
using AtlassianAdmin.Sandbox.ApiAccess;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.Events;
using AtlassianAdmin.Sandbox.Groups;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Policies;
using AtlassianAdmin.Sandbox.Products;
using AtlassianAdmin.Sandbox.Provisioning;
using AtlassianAdmin.Sandbox.Seeding;
using AtlassianAdmin.Sandbox.Site;
using AtlassianAdmin.Sandbox.Users;

namespace AtlassianAdmin.Sandbox;

/// <summary>A simulated organization. It answers requests as the vendor's service would, and remembers what was changed. Safe to use from many threads.</summary>
public sealed class SandboxOrganization
{
    private readonly SandboxKeys _keys;
    private readonly SandboxRateLimit _limit;
    private readonly PeopleStore _people;
    private readonly TimeProvider _clock;
    private readonly EventLog _log;
    private readonly SandboxSites _sites;
    private readonly IReadOnlyList<SandboxRoute> _routes;
    private readonly Action<AnsweredRequest>? _onAnswer;

    /// <summary>Makes an organization.</summary>
    /// <param name="options">How it is made and how it answers; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that cannot be.</exception>
    public SandboxOrganization(SandboxOptions? options = null)
    {
        options ??= new SandboxOptions();
        options.Validate();
        _clock = options.Clock ?? TimeProvider.System;
        Latency = options.Latency;
        _onAnswer = options.OnAnswer;
        _keys = new SandboxKeys(options.Seed);
        _limit = new SandboxRateLimit(options.RateLimit, options.PublishedLimits, options.SendsRetryAfter, _clock);
        var maker = new SandboxPeople(options.Seed, _clock);
        _people = new PeopleStore(maker.Make(options.UserCount));

        // Sequences of their own, so that the number of people does not change the ids of the organization.
        var random = new SeededRandom(options.Seed, -1);
        OrganizationId = random.Uuid();
        var directories = new SandboxDirectories(random);
        DirectoryIds = directories.Ids;
        var domains = new SandboxDomains(random);
        var today = new DateTimeOffset(_clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        Resources = new SandboxResources(new SeededRandom(options.Seed, -2), OrganizationId, today);
        var seededGroups = new SandboxGroups(options.Seed, new SeededRandom(options.Seed, -3), Resources);
        seededGroups.Seat(_people);
        Groups = new GroupStore(_people, seededGroups.All, options.Seed);
        var access = new SandboxAccess(_people, Resources);
        access.SetCapacities();
        Keys = new KeyStore(_keys, _people, new SeededRandom(options.Seed, -4), today);
        _log = new EventLog(options.Seed);
        EventHistory.Write(_log, new SeededRandom(options.Seed, -5), _people.All, seededGroups.All, today);
        Scim = new ScimDirectory(_people, Groups, maker, new SeededRandom(options.Seed, -7), today);
        ScimDirectoryId = Scim.DirectoryId;
        var scimAuthorization = new ScimAuthorization(ScimDirectoryId, _keys.Scim);
        _sites = new SandboxSites(Resources, _keys, _people);
        var siteAuthorization = new SiteAuthorization(_sites);
        var authorization = new OrganizationAuthorization(OrganizationId);
        var groupAuthorization = new GroupAuthorization(authorization, directories, Groups);
        _routes =
        [
            .. new AccountRoutes(_people).All,
            .. new LifecycleRoutes(_people, options.LifecycleConflicts).All,
            .. new OrganizationRoutes(OrganizationId, Name, authorization, _people, domains, options.ListsOrganization, options.PageSize).All,
            // Before the people by their ids: "count" would be one.
            .. new UserCountRoutes(authorization, _people, directories).All,
            .. new DirectoryRoutes(authorization, _people, directories, options.PageSize).All,
            .. new WorkspaceRoutes(authorization, access, options.PageSize).All,
            .. new GroupRoutes(authorization, groupAuthorization, _people, Groups, directories, options.PageSize).All,
            .. new GroupMemberRoutes(groupAuthorization, _people, Groups, access).All,
            .. new UserRoleRoutes(authorization, _people, access, directories, options.PageSize).All,
            .. new MembershipRoutes(authorization, _people, Groups, directories).All,
            .. new ActivityRoutes(authorization, _people, options.PageSize).All,
            .. new InvitationRoutes(authorization, _people, Groups, access, maker, !options.HasNoSubscription).All,
            .. new EventRoutes(authorization, _log, options.PageSize).All,
            .. new PolicyRoutes(authorization, Resources, new SeededRandom(options.Seed, -6), options.PageSize).All,
            .. new ApiTokenRoutes(authorization, _people, OrganizationId, options.PageSize).All,
            .. new ScimUserRoutes(scimAuthorization, _people, Scim, options.PageSize).All,
            .. new ScimGroupRoutes(scimAuthorization, _people, Scim, options.PageSize).All,
            .. new ScimMetadataRoutes(scimAuthorization).All,
            .. new ScimLinkRoutes(authorization, _people, Scim, OrganizationId).All,
            .. new ApiKeyRoutes(authorization, Keys, OrganizationId, options.PageSize).All,
            .. new SiteUserRoutes(siteAuthorization, _people).All,
            .. new SiteGroupRoutes(siteAuthorization, _people, Groups, access).All,
        ];
    }

    /// <summary>The id of the organization.</summary>
    public string OrganizationId { get; }

    /// <summary>The name of the organization.</summary>
    public string Name { get; } = "Sandbox Company";

    /// <summary>A good key: of this organization, without scopes. No secret: it opens nothing but this simulation.</summary>
    public string ApiKey => _keys.Full;

    /// <summary>The id of the SCIM directory that the identity provider of the organization writes into.</summary>
    public string ScimDirectoryId { get; }

    /// <summary>The key of the SCIM directory, which is no admin key. No secret either.</summary>
    public string ScimApiKey => _keys.Scim;

    /// <summary>A key with read scopes, which account management refuses.</summary>
    public string ScopedApiKey => _keys.Scoped;

    /// <summary>The admin's personal API token, which sites take and the admin APIs do not.</summary>
    public string PersonalToken => _keys.Personal;

    /// <summary>The same admin's personal API token with scopes, which sites take through the gateway only.</summary>
    public string ScopedPersonalToken => _keys.PersonalScoped;

    /// <summary>The personal API token of somebody who administers nothing.</summary>
    public string MemberToken => _keys.PersonalOfMember;

    /// <summary>The e-mail address that goes with <see cref="PersonalToken"/> and <see cref="ScopedPersonalToken"/>.</summary>
    public string AdminEmail => _sites.Admin.Email;

    /// <summary>The e-mail address that goes with <see cref="MemberToken"/>.</summary>
    public string MemberEmail => _sites.Member.Email;

    /// <summary>The hosts of the sites: first the one of the first directory, which also answers where no host is told.</summary>
    public IReadOnlyList<string> SiteHosts => _sites.Hosts;

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

    /// <summary>The groups.</summary>
    internal GroupStore Groups { get; }

    /// <summary>What roles are held on.</summary>
    internal SandboxResources Resources { get; }

    /// <summary>The records of the identity provider.</summary>
    internal ScimDirectory Scim { get; }

    /// <summary>The admin keys.</summary>
    internal KeyStore Keys { get; }

    /// <summary>The person with that account id or e-mail address; null when there is none.</summary>
    public SandboxPerson? Find(string identity) =>
        _people.ById(identity ?? throw new ArgumentNullException(nameof(identity))) ?? _people.ByEmail(identity);

    /// <summary>Answers one request.</summary>
    public SandboxReply Handle(SandboxRequest request)
    {
        if (request is null)
            throw new ArgumentNullException(nameof(request));
        string? key = SandboxKeys.ValueOf(request.Authorization);
        KeyKind kind = Keys.IsRevoked(key) ? KeyKind.Rejected : _keys.Recognize(request.Authorization);
        SandboxCall call = SandboxCall.Read(request, kind, _clock.GetUtcNow());
        SandboxKey? used = Keys.ByValue(key);
        var headers = new List<KeyValuePair<string, string>> { new("atl-traceid", call.TraceId) };
        SandboxReply reply = _limit.TryTake(_limit.Api(call), headers) ? Route(call)
            : call.IsOfSite ? SiteErrors.RateLimited()
            : SandboxErrors.RateLimited(call);

        // What a key does is done in the name of the admin who made it.
        foreach (AuditEntry entry in call.AuditEntries)
            _log.Append(entry, _people.All[0], call.Now, EventPlace.All[0], used);
        _onAnswer?.Invoke(new AnsweredRequest(call.Now, request.Method, RouteOf(call)?.Template ?? "", reply.Status));
        return reply.With(headers);
    }

    private SandboxReply Route(SandboxCall call) => RouteOf(call)?.Answer(call) ?? SandboxErrors.NoRoute();

    private SandboxRoute? RouteOf(SandboxCall call) => _routes.FirstOrDefault(route => route.Takes(call));
}
