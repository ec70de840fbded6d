using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Finds groups of the connected SCIM directory, each of them once.</summary>
internal sealed class ScimGroups(AtlassianCmdlet cmdlet, ScimClient scim)
{
    private readonly ReferenceCache<ScimGroup> _groups = new(cmdlet);

    /// <summary>What is asked of everybody for each of the groups. A question has the name where that is known: an id says nothing there.</summary>
    public IEnumerable<AskedChange> ChangesOf(IEnumerable<ScimGroupReference> references, string question, bool member)
    {
        foreach (ScimGroupReference reference in references)
        {
            (string id, string name, AdminException? fault) = Find(reference);
            yield return new($"{question} {name}", new ScimGroupMembership(id, name, member) { Violation = fault });
        }
    }

    /// <summary>Hands what is asked for each group to the engine.</summary>
    public void Add(ChangeEngine engine, IReadOnlyList<ScimGroupReference> references, string question, Func<string, string, OperationSpec> specOf)
    {
        foreach (ScimGroupReference reference in cmdlet.GroupsOfList.Take(references))
        {
            (string id, string name, AdminException? fault) = Find(reference);
            engine.Add(reference.ToString(), specOf(id, name) with { Violation = fault }, question);
        }
    }

    private (string Id, string Name, AdminException? Fault) Find(ScimGroupReference reference)
    {
        (ScimGroup? group, AdminException? fault) = _groups.Find(reference.Key, () => reference.FindAsync(scim, cmdlet.GiveUp));
        return (group?.ScimGroupId ?? "", group?.ToString() ?? reference.ToString(), fault);
    }

    /// <summary>Everybody who is to be in a group, by their SCIM ids: all that are named, or nobody at all.</summary>
    /// <exception cref="AdminException">The first who cannot be found.</exception>
    public static async Task<IReadOnlyList<string>> ResolveAsync(
        ITargetConnection target, IReadOnlyList<UserIdentity> members, IdentityWarnings warnings, CancellationToken cancellationToken)
    {
        IReadOnlyList<ResolvedIdentity> people = await target.ResolveAsync(members, cancellationToken).ConfigureAwait(false);
        warnings.Note(people);
        if (people.FirstOrDefault(p => p.Failure is not null)?.Failure is { } failure)
            throw failure;
        return people.Select(p => p.ScimUser!.ScimUserId).Distinct().ToList();
    }
}
