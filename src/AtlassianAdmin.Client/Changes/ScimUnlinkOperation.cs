using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Provisioning;

namespace AtlassianAdmin.Changes;

/// <summary>Taking an account and one of its SCIM records apart. Nothing here can link them again.</summary>
public sealed class ScimUnlinkOperation : AccountOperation
{
    private readonly string _scimDirectoryId;
    private readonly string _scimUserId;

    /// <summary>Makes the operation.</summary>
    /// <param name="scimDirectoryId">The SCIM directory of the record.</param>
    /// <param name="scimUserId">The record.</param>
    public ScimUnlinkOperation(string scimDirectoryId, string scimUserId)
    {
        _scimDirectoryId = scimDirectoryId;
        _scimUserId = scimUserId;
    }

    /// <inheritdoc/>
    public override string Action => "UnlinkScim";

    /// <inheritdoc/>
    public override string Gerund => "unlinking the SCIM record";

    /// <inheritdoc/>
    public override string Route => "Scim";

    internal override IReadOnlyDictionary<string, string?> Details => new Dictionary<string, string?>
    {
        [ChangeDetail.ScimDirectoryId] = _scimDirectoryId,
        [ChangeDetail.ScimUserId] = _scimUserId,
    };

    internal override async Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken)
    {
        IReadOnlyList<ScimLink> links = await client.Provisioning.GetLinksAsync(accountId, cancellationToken).ConfigureAwait(false);
        int count = links.Count(l => l.ScimUserId == _scimUserId);
        return new AccountState(status: null, email: null, name: null, count.ToString(CultureInfo.InvariantCulture)) { ScimLinkCount = count };
    }

    internal override Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken) =>
        client.Provisioning.UnlinkAsync(_scimDirectoryId, _scimUserId, cancellationToken);

    internal override bool IsReached(AccountState state) => state.ScimLinkCount == 0;

    internal override AdminException? Objection(AccountState state, string accountId) => null;
}
