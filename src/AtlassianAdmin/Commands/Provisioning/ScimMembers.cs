using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Who is to be in a group of the SCIM directory: everybody that is named, or nobody at all.</summary>
internal static class ScimMembers
{
    /// <exception cref="Client.Errors.AdminException">The first who cannot be found.</exception>
    public static async Task<IReadOnlyList<string>> ResolveAsync(
        AdminClient client, ScimClient scim, IReadOnlyList<UserIdentity> members, IdentityWarnings warnings, CancellationToken cancellationToken)
    {
        IReadOnlyList<ResolvedIdentity> people = await IdentityResolver.ResolveAsync(new ScimPeople(client, scim), members, cancellationToken).ConfigureAwait(false);
        warnings.Note(people);
        if (people.FirstOrDefault(p => p.Failure is not null)?.Failure is { } failure)
            throw failure;
        return people.Select(p => p.ScimUser!.ScimUserId).Distinct().ToList();
    }
}
