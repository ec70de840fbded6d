using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Finds groups of the connected SCIM directory, each of them once.</summary>
internal sealed class ScimGroups(AtlassianCmdlet cmdlet, ScimClient scim)
{
    private readonly ReferenceCache<ScimGroup> _groups = new(cmdlet);

    /// <summary>What is asked of everybody for one group.</summary>
    public ScimGroupMembership MembershipOf(ScimGroupReference reference, bool member)
    {
        (ScimGroup? group, AdminException? fault) = Find(reference);
        return new ScimGroupMembership(group?.ScimGroupId ?? "", group?.ToString() ?? reference.ToString(), member) { Violation = fault };
    }

    /// <summary>Hands what is asked for each group to the engine.</summary>
    public void Add(ChangeEngine engine, IReadOnlyList<ScimGroupReference> references, string question, Func<string, string, OperationSpec> specOf)
    {
        foreach (ScimGroupReference reference in cmdlet.GroupsOfList.Take(references))
        {
            (ScimGroup? group, AdminException? fault) = Find(reference);
            engine.Add(reference.ToString(), specOf(group?.ScimGroupId ?? "", group?.ToString() ?? reference.ToString()) with { Violation = fault }, question);
        }
    }

    private (ScimGroup? Group, AdminException? Fault) Find(ScimGroupReference reference) =>
        _groups.Find(reference.Key, () => reference.FindAsync(scim, cmdlet.GiveUp));

    /// <summary>The group by its name where that is known: an id says nothing in a question.</summary>
    public string NameOf(ScimGroupReference reference) => _groups.Known(reference.Key)?.ToString() ?? reference.ToString();

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
