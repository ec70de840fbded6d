using AtlassianAdmin.Client;

namespace AtlassianAdmin.Session;

/// <summary>A connected SCIM directory. Its key is kept apart from the admin key: neither works in the other's place.</summary>
internal sealed class ScimConnection : IDisposable
{
    private ScimConnection(ScimClient client, string keySource)
    {
        Client = client;
        KeySource = keySource;
        Lifetime = new Lifetime(() =>
        {
            client.Dispose();
            client.Options.Key.Dispose();
        });
    }

    public ScimClient Client { get; }

    /// <summary>Where the key came from; never the key.</summary>
    public string KeySource { get; }

    public Lifetime Lifetime { get; }

    /// <summary>Opens a directory. Nothing is sent yet; the key is the connection's from now on.</summary>
    /// <param name="key">The key of the directory.</param>
    /// <param name="way">How the organization is reached: the directory is reached in the same way.</param>
    /// <param name="directoryId">The directory; null for the one that stood beside the key.</param>
    public static ScimConnection Open(TakenSecret key, AdminClientOptions way, string? directoryId)
    {
        if ((string.IsNullOrWhiteSpace(directoryId) ? key.Facts.ScimDirectoryId : directoryId) is { } id)
            return new ScimConnection(new ScimClient(way.With(key.Key), id), key.Description);
        key.Dispose();
        throw new AdminException(ErrorCode.ScimDirectoryNotFound, ("detail", "none was named, and none is stored with the key"));
    }

    /// <summary>Asks the directory once.</summary>
    /// <returns>What may be passing, as a warning; null when all is well.</returns>
    /// <exception cref="AdminException">For a key that is not taken, or a directory that is not there.</exception>
    public async Task<string?> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Client.Users.CountAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AdminException e) when (OrganizationProbe.IsPassing(e))
        {
            return $"SCIM directory {Client.DirectoryId}: {e.Message} {e.Remedy}";
        }
    }

    public void Dispose() => Lifetime.Close();
}
