using System.Collections.Concurrent;
using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.People;

/// <summary>The groups, found by id, and the one place where they and their members change.</summary>
internal sealed class GroupStore
{
    private readonly PeopleStore _people;
    private readonly int _seed;
    private readonly GrowingList<SandboxGroup> _all;
    private readonly ConcurrentDictionary<string, SandboxGroup> _byId = new(StringComparer.OrdinalIgnoreCase);

    public GroupStore(PeopleStore people, IReadOnlyList<SandboxGroup> groups, int seed)
    {
        _people = people;
        _seed = seed;
        _all = new GrowingList<SandboxGroup>(groups.ToArray());
        foreach (SandboxGroup group in groups)
            _byId[group.GroupId] = group;
    }

    /// <summary>The groups that there are, in their order.</summary>
    public IEnumerable<SandboxGroup> All => _all.Where(group => ById(group.GroupId) == group);

    /// <summary>Every place in the list, with groups that are gone; a cursor counts in these.</summary>
    public IReadOnlyList<SandboxGroup> Places => _all;

    public SandboxGroup? ById(string groupId) => _byId.TryGetValue(groupId, out SandboxGroup? group) ? group : null;

    public bool Exists(SandboxGroup group) => ById(group.GroupId) == group;

    public SandboxGroup? ByName(int directory, string name) =>
        All.FirstOrDefault(group => group.Directory == directory && string.Equals(group.Name, name, StringComparison.OrdinalIgnoreCase));

    public static bool Has(SandboxGroup group, SandboxPerson person)
    {
        foreach (SandboxGroup other in person.State.Groups)
        {
            if (other == group)
                return true;
        }

        return false;
    }

    public SandboxGroup Create(int directory, string name, string? description, string managedBy = "admins")
    {
        SandboxGroup group = _all.Add(index => new SandboxGroup(index, new SeededRandom(_seed ^ 0x6E6577, index).Uuid(), name, description, directory) { ManagedBy = managedBy });
        _byId[group.GroupId] = group;
        return group;
    }

    /// <summary>Takes everybody out and the group away.</summary>
    public void Delete(SandboxGroup group)
    {
        foreach (SandboxPerson person in _people.All)
        {
            if (Has(group, person))
                Remove(group, person);
        }

        _byId.TryRemove(group.GroupId, out _);
    }

    public void Add(SandboxGroup group, SandboxPerson person)
    {
        _people.Change(person, state => state with { Groups = [.. state.Groups.Append(group).OrderBy(other => other.Index)] });
        group.MemberCount++;
    }

    public void Remove(SandboxGroup group, SandboxPerson person)
    {
        _people.Change(person, state => state with { Groups = state.Groups.Where(other => other != group).ToArray() });
        group.MemberCount--;
    }
}
