using System.Net.Http;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>
/// The calls about SCIM that take the admin key: which record belongs to which account, and taking the two apart.
/// Source: user-provisioning pages; the statuses of the two changes are not documented.
/// </summary>
public sealed class ProvisioningClient
{
    private const string Root = "/admin/user-provisioning/v1/org/{orgId}";

    private readonly Transport _transport;
    private readonly OrganizationScope _scope;

    internal ProvisioningClient(Transport transport, OrganizationScope scope)
    {
        _transport = transport;
        _scope = scope;
    }

    /// <summary>The SCIM records that are linked to an account; none when no identity provider owns it.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<ScimLink>> GetLinksAsync(string accountId, CancellationToken cancellationToken = default) =>
        Records.Readable((await _transport.ReadAsync<ScimLinks>(
            _scope.Request(HttpMethod.Get, Root + "/user/{account_id}/get-scim-links").For(accountId).As("reading the SCIM links"),
            cancellationToken,
            // A link of another account would lead to another person's record.
            holds: reply => (reply.Links ?? []).All(link => link?.AccountId is null || Records.IsAbout(link.AccountId, accountId))).ConfigureAwait(false)).Links);

    /// <summary>The SCIM records of an e-mail address, linked to an account or not.</summary>
    /// <param name="email">The e-mail address.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<ScimLink>> FindLinksAsync(string email, CancellationToken cancellationToken = default) =>
        Records.Readable((await _transport.ReadAsync<ScimLinks>(
            _scope.Request(HttpMethod.Post, Root + "/get-scim-links-for-email")
                .As("reading the SCIM links")
                .Json(new EmailBody { Email = email }),
            cancellationToken).ConfigureAwait(false)).Links);

    /// <summary>Takes a SCIM record and the account that it is linked to apart; both stay.</summary>
    /// <param name="scimDirectoryId">The SCIM directory.</param>
    /// <param name="scimUserId">The record.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public async Task<int> UnlinkAsync(string scimDirectoryId, string scimUserId, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(
            _scope.Request(new HttpMethod("PATCH"), Root + "/scimDirectoryId/{scimDirectoryId}/scimUserId/{scimUserId}/unlink", RequestEffect.SetsState)
                .With("scimDirectoryId", scimDirectoryId)
                .With("scimUserId", scimUserId)
                .About(scimUserId)
                .As("unlinking"),
            cancellationToken).ConfigureAwait(false)).Attempts;

    /// <summary>Deletes the SCIM record of a managed account, for good; the account stays, and the identity provider can provision it anew.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public async Task<int> DeleteRecordAsync(string accountId, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(
            _scope.Request(HttpMethod.Delete, Root + "/user/{account_id}/onlyDeleteUserInDB", RequestEffect.SetsState).For(accountId).As("deleting the SCIM record"),
            cancellationToken).ConfigureAwait(false)).Attempts;
}
