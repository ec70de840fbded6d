using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Binding;

/// <summary>Resolves identities to records of a SCIM directory, many at once; nobody is ever guessed.</summary>
internal static class ScimIdentityResolver
{
    public static async Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(
        AdminClient client, ScimClient scim, IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken)
    {
        var finder = new ScimUserFinder(client, scim);
        var work = new OrderedWork<ResolvedIdentity>(client.Options.ThrottleLimit);
        return await Task.WhenAll(identities.Select(i => work.Add(key: null, () => ResolveAsync(finder, scim, i, cancellationToken)))).ConfigureAwait(false);
    }

    public static async Task<ScimUser> FindAsync(ScimUserFinder finder, ScimClient scim, UserIdentity identity, CancellationToken cancellationToken)
    {
        if (identity.ScimUserId is { } own)
            return await scim.Users.GetAsync(own, cancellationToken).ConfigureAwait(false);
        if (identity.Text.Length == 0)
            throw new AdminException(ErrorCode.InvalidIdentity, ("detail", identity.Fault ?? "it is empty"));
        return identity is { IsCertain: true, AccountId: { } account }
            ? await finder.FindByAccountAsync(account, identity.Email, cancellationToken).ConfigureAwait(false)
            : await finder.FindAsync(identity.Text, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ResolvedIdentity> ResolveAsync(ScimUserFinder finder, ScimClient scim, UserIdentity identity, CancellationToken cancellationToken)
    {
        try
        {
            ScimUser user = await FindAsync(finder, scim, identity, cancellationToken).ConfigureAwait(false);
            var target = new Subject(identity.Input, user.AccountId ?? "", user.Email, user.Name) { ScimUserId = user.ScimUserId };
            return new ResolvedIdentity(identity, target, user: null) { ScimUser = user };
        }
        catch (AdminException e)
        {
            return new ResolvedIdentity(identity, e.With(("account", identity.Input)));
        }
    }
}
