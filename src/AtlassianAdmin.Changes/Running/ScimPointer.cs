using System.Globalization;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Running;

/// <summary>Tells where to go on after a refusal because an identity provider owns the account: in which SCIM directory, and with which command.</summary>
internal sealed class ScimPointer
{
    private readonly AdminClient _client;
    private readonly string? _connectedId;

    public ScimPointer(AdminClient client, string? connectedId)
    {
        _client = client;
        _connectedId = connectedId;
    }

    /// <summary>The same refusal with the way that is open; any other failure as it is.</summary>
    public async Task<AdminException> PointAsync(AdminException failure, Change change, ChangeOperation operation, CancellationToken cancellationToken)
    {
        if (failure.Code != ErrorCode.ManagedByScim || operation.ScimCommand is not { } form)
            return failure;
        string? directoryId = await FindAsync(change.AccountId, cancellationToken).ConfigureAwait(false) ?? _connectedId;
        string command = string.Format(CultureInfo.InvariantCulture, form, change.Email ?? change.AccountId);
        if (_connectedId is null || _connectedId != directoryId)
        {
            // A simulation inside this process brings its own key.
            string credential = _client.Options.Network is null ? $" -DirectoryId {directoryId ?? "<id>"} -ApiKey (Read-Host -AsSecureString)" : "";
            command = $"Connect-AtlassianScimDirectory{credential}; {command}";
        }

        return failure.With(("directory", directoryId), ("command", command));
    }

    private async Task<string?> FindAsync(string accountId, CancellationToken cancellationToken)
    {
        try
        {
            ScimLink[] links = (await _client.Provisioning.GetLinksAsync(accountId, cancellationToken).ConfigureAwait(false)).ToArray();
            return (links.FirstOrDefault(l => l.ScimDirectoryId == _connectedId) ?? links.FirstOrDefault())?.ScimDirectoryId;
        }
        catch (Exception e) when (e is AdminException or OperationCanceledException)
        {
            // The refusal stands; only its remedy says less.
            return null;
        }
    }
}
