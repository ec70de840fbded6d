using System.Text.Json;
using AtlassianAdmin.Client;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Provisioning;

namespace AtlassianAdmin.Simulation.Worlds;

/// <summary>The whole organization at one moment, to be held against another moment.</summary>
internal sealed class WorldState
{
    private readonly PersonState[] _people;
    private readonly SandboxOrganization _organization;
    private readonly Dictionary<(string Kind, string Id), string> _things = [];

    private WorldState(SandboxOrganization organization)
    {
        _organization = organization;
        _people = organization.People.Select(p => p.State).ToArray();
        foreach (SandboxGroup group in organization.Groups.All)
            _things[("group", group.GroupId)] = string.Join(",", group.Roles.Select(r => $"{r.Role} on {r.Resource.ResourceId}"));
        foreach (ScimRecord record in organization.Scim.Records)
            _things[("record", record.ScimUserId)] = $"{record.Person?.AccountId} {JsonSerializer.Serialize(record.User, WireJson.Wire.ScimUser)}";
        foreach (ScimGroupRecord group in organization.Scim.Groups)
            _things[("SCIM group", group.ScimGroupId)] = string.Join(",", group.Members.Select(m => m.ScimUserId));
        foreach (Sandbox.ApiAccess.SandboxKey key in organization.Keys.All)
            _things[("key", key.KeyId)] = "present";
    }

    public static WorldState Of(SandboxOrganization organization) => new(organization);

    /// <summary>What of a person can change, each as a short text.</summary>
    public static Dictionary<string, string> FacetsOf(PersonState state)
    {
        var facets = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["lifecycle"] = state.Lifecycle.ToString(),
            ["email"] = state.Email,
            ["name"] = state.Name,
            ["nickname"] = state.Nickname,
            ["time zone"] = state.TimeZone ?? "",
            ["locale"] = state.Locale ?? "",
            ["job title"] = state.JobTitle ?? "",
            ["department"] = state.Department ?? "",
            ["company"] = state.Organization ?? "",
            ["location"] = state.Location ?? "",
            ["SCIM"] = state.IsScimManaged.ToString(),
        };
        foreach (Membership membership in state.Memberships)
            facets[$"directory {membership.Directory}"] = membership.IsSuspended ? "suspended" : "active";
        foreach (SandboxGroup group in state.Groups)
            facets[$"group {group.GroupId}"] = "member";
        foreach (Sandbox.Products.RoleGrant role in state.Roles)
            facets[$"role {role.Role} on {role.Resource.ResourceId}"] = "held";
        foreach (Client.Accounts.UserApiToken token in state.Tokens)
            facets[$"token {token.TokenId}"] = "present";
        return facets;
    }

    /// <summary>What has changed since.</summary>
    public IReadOnlyList<Effect> ChangesTo(WorldState later)
    {
        var effects = new List<Effect>();
        for (int place = 0; place < later._people.Length; place++)
        {
            string id = _organization.People[place].AccountId;
            if (place >= _people.Length)
                effects.Add(new Effect("person", id, "existence", null, later._people[place].Email));
            else if (!ReferenceEquals(_people[place], later._people[place]))
                Compare("person", id, FacetsOf(_people[place]), FacetsOf(later._people[place]), effects);
        }

        foreach (((string kind, string id), string value) in _things)
        {
            string? after = later._things.GetValueOrDefault((kind, id));
            if (after != value)
                effects.Add(new Effect(kind, id, "content", value, after));
        }

        foreach (((string kind, string id), string value) in later._things)
        {
            if (!_things.ContainsKey((kind, id)))
                effects.Add(new Effect(kind, id, "content", null, value));
        }

        return effects;
    }

    private static void Compare(string kind, string id, Dictionary<string, string> before, Dictionary<string, string> after, List<Effect> effects)
    {
        foreach (string facet in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            string? old = before.GetValueOrDefault(facet);
            string? now = after.GetValueOrDefault(facet);
            if (old != now)
                effects.Add(new Effect(kind, id, facet, old, now));
        }
    }
}
