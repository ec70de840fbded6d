using System.Net;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client;

/// <summary>How an <see cref="AdminClient"/> reaches an organization.</summary>
public sealed class AdminClientOptions : HttpOptions
{
    /// <summary>Makes options.</summary>
    /// <param name="key">The admin key. The client does not dispose it.</param>
    /// <param name="organizationId">The organization; null when it is to be discovered.</param>
    /// <param name="baseUri">https, or http to this machine; null for Atlassian.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.InsecureAddress"/> when the key would travel in the open.</exception>
    public AdminClientOptions(ApiKey key, string? organizationId = null, Uri? baseUri = null)
        : base(key, baseUri) => OrganizationId = organizationId;

    /// <summary>The same way to the service with another credential, such as the key of a SCIM directory.</summary>
    /// <param name="key">The other key. The client does not dispose it.</param>
    public AdminClientOptions With(ApiKey key) => Copy(key, Proxy, ProxyUseDefaultCredentials);

    /// <summary>The same way to the service through another proxy.</summary>
    /// <param name="proxy">The proxy; null for the system's.</param>
    /// <param name="useDefaultCredentials">True to sign in to the system's proxy as the current user.</param>
    public AdminClientOptions Through(IWebProxy? proxy, bool useDefaultCredentials) => Copy(Key, proxy, useDefaultCredentials);

    /// <summary>The organization's id; null while unknown.</summary>
    public string? OrganizationId { get; }

    /// <summary>The name of the organization, once it is known.</summary>
    internal string? OrganizationName { get; set; }

    /// <summary>Where objects of this organization come from; null while the organization is unknown.</summary>
    internal OrganizationOrigin? Origin => OrganizationId is null ? null : field ??= new OrganizationOrigin(OrganizationId, BaseUri);

    /// <summary>How sentences name the organization: by name, else by id; null while neither is known.</summary>
    internal string? OrganizationLabel => OrganizationName ?? (OrganizationId is { } id ? $"organization {id}" : null);

    /// <summary>What a transport that goes this way needs to know.</summary>
    /// <param name="site">The site as people know it; null where no site is meant.</param>
    internal TransportSettings TransportSettings(string? site = null) => new(static () => WireJson.Wire.Options)
    {
        Organization = () => OrganizationLabel,
        Origin = Origin,
        Site = site,
        FieldName = ProfileField.NameOf,
        HasScopesAsync = AccountsClient.HasScopesAsync,
    };

    private AdminClientOptions Copy(ApiKey key, IWebProxy? proxy, bool useDefaultCredentials) => new(key, OrganizationId, BaseUri)
    {
        ThrottleLimit = ThrottleLimit,
        MaxWait = MaxWait,
        AttemptTimeout = AttemptTimeout,
        OwnUserAgent = OwnUserAgent,
        Proxy = proxy,
        ProxyUseDefaultCredentials = useDefaultCredentials,
        Clock = Clock,
        Network = Network,
        Jitter = Jitter,
        OrganizationName = OrganizationName,
    };
}
