using System.Net.Http;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Client;

/// <summary>
/// One SCIM directory, which an identity provider writes into, with that directory's own key. Safe to use from many threads at once.
/// The calls about SCIM that take the admin key are at <see cref="AdminClient.Provisioning"/>.
/// </summary>
public sealed class ScimClient : IDisposable
{
    private readonly HttpPipeline _pipeline;
    private readonly ScimScope _scope;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <param name="options">How to reach the service; its key is the SCIM API key of the directory.</param>
    /// <param name="directoryId">The id of the SCIM directory.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.ScimDirectoryNotFound"/> when the id is empty.</exception>
    public ScimClient(AdminClientOptions options, string directoryId)
    {
        Options = options ?? throw new ArgumentNullException(nameof(options));
        if (string.IsNullOrWhiteSpace(directoryId))
            throw new AdminException(ErrorCode.ScimDirectoryNotFound, ("detail", "its id is empty"));
        DirectoryId = directoryId.Trim();
        _pipeline = new HttpPipeline(options, options.TransportSettings());
        _scope = new ScimScope(DirectoryId);
        Users = new ScimUsersClient(_pipeline.Transport, _scope);
        Groups = new ScimGroupsClient(_pipeline.Transport, _scope);
    }

    /// <summary>How the service is reached.</summary>
    public AdminClientOptions Options { get; }

    /// <summary>The id of the SCIM directory.</summary>
    public string DirectoryId { get; }

    /// <summary>The user records.</summary>
    public ScimUsersClient Users { get; }

    /// <summary>The groups.</summary>
    public ScimGroupsClient Groups { get; }

    /// <summary>Until when the rate limit holds everything back; null when it does not.</summary>
    public DateTimeOffset? WaitingUntil => _pipeline.WaitingUntil;

    /// <summary>Why nothing, or little, is sent now, and until when; null for no reason.</summary>
    internal RateWait? Wait => _pipeline.Wait;

    /// <summary>The schemas: which attributes users and groups have here. Source: RFC 7644, section 4; the vendor documents no form.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<ScimSchema>> GetSchemasAsync(CancellationToken cancellationToken = default) =>
        Records.Readable((await _pipeline.Transport.ReadAsync<ScimList<ScimSchema>>(
            _scope.Request(HttpMethod.Get, "/Schemas", "reading the schemas"), cancellationToken).ConfigureAwait(false)).Resources);

    /// <summary>Which parts of SCIM the directory offers. Source: RFC 7644, section 4; the vendor documents no form.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ScimServiceConfiguration> GetConfigurationAsync(CancellationToken cancellationToken = default) =>
        _pipeline.Transport.ReadAsync<ScimServiceConfiguration>(
            _scope.Request(HttpMethod.Get, "/ServiceProviderConfig", "reading the features"), cancellationToken);

    /// <summary>The kinds of records that the directory keeps. Source: RFC 7644, section 4; the vendor documents no form.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<ScimResourceType>> GetResourceTypesAsync(CancellationToken cancellationToken = default) =>
        Records.Readable((await _pipeline.Transport.ReadAsync<ScimList<ScimResourceType>>(
            _scope.Request(HttpMethod.Get, "/ResourceTypes", "reading the kinds of records"), cancellationToken).ConfigureAwait(false)).Resources);

    /// <summary>Closes the connections. The key stays the caller's.</summary>
    public void Dispose() => _pipeline.Dispose();
}
