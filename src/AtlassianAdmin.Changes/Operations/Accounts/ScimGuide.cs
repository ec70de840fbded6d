using System.Globalization;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Tells where to go on after a refusal because an identity provider owns the account: in which SCIM directory, and with which command.</summary>
internal sealed class ScimGuide(ConnectedClients clients)
{
    private AdminClient Admin => clients.Organization;

    private readonly string? _connectedId = clients.Scim?.DirectoryId;

    /// <summary>The same refusal with the way that is open.</summary>
    public async Task<AdminException> GuideAsync(AdminException refusal, string accountId, string? email, string command, CancellationToken cancellationToken)
    {
        string? directoryId = await FindAsync(accountId, cancellationToken).ConfigureAwait(false) ?? _connectedId;
        string line = string.Format(CultureInfo.InvariantCulture, command, email ?? accountId);
        if (_connectedId is null || _connectedId != directoryId)
        {
            // A simulation inside this process brings its own key.
            string credential = Admin.Options.Network is null ? $" -DirectoryId {directoryId ?? "<id>"} -ApiKey (Read-Host -AsSecureString)" : "";
            line = $"Connect-AtlassianScimDirectory{credential}; {line}";
        }

        return refusal.With(("directory", directoryId), ("command", line));
    }

    private async Task<string?> FindAsync(string accountId, CancellationToken cancellationToken)
    {
        try
        {
            ScimLink[] links = (await Admin.Provisioning.GetLinksAsync(accountId, cancellationToken).ConfigureAwait(false)).ToArray();
            return (links.FirstOrDefault(l => l.ScimDirectoryId == _connectedId) ?? links.FirstOrDefault())?.ScimDirectoryId;
        }
        catch (Exception e) when (e is AdminException or OperationCanceledException)
        {
            // The refusal stands; only its remedy says less.
            return null;
        }
    }
}
