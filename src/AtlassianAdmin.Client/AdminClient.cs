using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Policies;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Client;

/// <summary>The admin API of one organization: one property per family. Safe to use from many threads at once.</summary>
public sealed class AdminClient : IDisposable
{
    private readonly HttpPipeline _pipeline;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <param name="options">How to reach the organization.</param>
    public AdminClient(AdminClientOptions options)
    {
        Options = options ?? throw new ArgumentNullException(nameof(options));
        _pipeline = new HttpPipeline(options, options.TransportSettings());
        Transport transport = _pipeline.Transport;
        Accounts = new AccountsClient(transport);
        var scope = new OrganizationScope(options.OrganizationId);
        Organizations = new OrganizationsClient(transport, scope);
        Users = new UsersClient(transport, scope, options.Clock);
        Groups = new GroupsClient(transport, scope);
        Audit = new AuditClient(transport, scope);
        Policies = new PoliciesClient(transport, scope);
        ApiAccess = new ApiAccessClient(transport, scope);
        Provisioning = new ProvisioningClient(transport, scope);
    }

    /// <summary>How the organization is reached.</summary>
    public AdminClientOptions Options { get; }

    /// <summary>Managed accounts: permissions, profile, e-mail, tokens, lifecycle.</summary>
    public AccountsClient Accounts { get; }

    /// <summary>The organization: itself, its directories, domains, products and managed accounts.</summary>
    public OrganizationsClient Organizations { get; }

    /// <summary>People in the directories: searching, activity, suspension, removal, invitation, roles.</summary>
    public UsersClient Users { get; }

    /// <summary>Groups: members and roles.</summary>
    public GroupsClient Groups { get; }

    /// <summary>The audit log.</summary>
    public AuditClient Audit { get; }

    /// <summary>Policies, read only.</summary>
    public PoliciesClient Policies { get; }

    /// <summary>API tokens and admin keys of the whole organization.</summary>
    public ApiAccessClient ApiAccess { get; }

    /// <summary>The links between accounts and the records of SCIM directories. The directories themselves have their own key: <see cref="ScimClient"/>.</summary>
    public ProvisioningClient Provisioning { get; }

    /// <summary>Until when the rate limit holds everything back; null when it does not.</summary>
    public DateTimeOffset? WaitingUntil => _pipeline.WaitingUntil;

    /// <summary>Why nothing, or little, is sent now, and until when; null for no reason.</summary>
    internal RateWait? Wait => _pipeline.Wait;

    /// <summary>How many requests of a family are allowed in which time, as announced so far or published; null when not told.</summary>
    internal (long Requests, TimeSpan Window)? LimitOf(ApiFamily family) => _pipeline.LimitOf(family);

    /// <summary>Closes the connections. The key stays the caller's.</summary>
    public void Dispose() => _pipeline.Dispose();
}
