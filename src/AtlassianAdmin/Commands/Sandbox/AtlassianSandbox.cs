using System.Collections.Concurrent;
using System.Net;
using System.Security;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.Faults;

namespace AtlassianAdmin.Commands.Sandbox;

/// <summary>A simulated organization that answers over HTTP on this machine.</summary>
public sealed class AtlassianSandbox
{
    // Servers belong to the process, so that any runspace can stop them.
    private static readonly ConcurrentDictionary<int, AtlassianSandbox> RunningServers = new();

    private readonly SandboxServer _server;
    private readonly IDisposable? _log;

    private AtlassianSandbox(SandboxServer server, IDisposable? log)
    {
        _server = server;
        _log = log;
    }

    /// <summary>Where it answers, for <c>-BaseUri</c>.</summary>
    public Uri Uri => _server.Uri;

    /// <summary>The port.</summary>
    public int Port => Uri.Port;

    /// <summary>The id of the organization.</summary>
    public string OrganizationId => _server.Organization.OrganizationId;

    /// <summary>How many people it has.</summary>
    public int UserCount => _server.Organization.People.Count;

    /// <summary>A key that may do everything.</summary>
    public SecureString ApiKey => Secure(_server.Organization.ApiKey);

    /// <summary>A key that was created with scopes, to see how that is refused.</summary>
    public SecureString ScopedApiKey => Secure(_server.Organization.ScopedApiKey);

    /// <summary>The admin's personal API token: Connect-AtlassianSite takes it, and an organization refuses it.</summary>
    public SecureString PersonalToken => Secure(_server.Organization.PersonalToken);

    /// <summary>The same with scopes, for Connect-AtlassianSite -Scoped.</summary>
    public SecureString ScopedPersonalToken => Secure(_server.Organization.ScopedPersonalToken);

    /// <summary>The e-mail address that goes with <see cref="PersonalToken"/> and <see cref="ScopedPersonalToken"/>.</summary>
    public string AdminEmail => _server.Organization.AdminEmail;

    /// <summary>The personal API token of somebody who administers nothing, to see how a change is refused.</summary>
    public SecureString MemberToken => Secure(_server.Organization.MemberToken);

    /// <summary>The e-mail address that goes with <see cref="MemberToken"/>.</summary>
    public string MemberEmail => _server.Organization.MemberEmail;

    /// <summary>A key that has expired, to see how that is refused.</summary>
    public SecureString ExpiredApiKey => Secure(_server.Organization.ExpiredApiKey);

    /// <summary>A good key of another organization, to see how that is refused.</summary>
    public SecureString OtherOrganizationApiKey => Secure(_server.Organization.OtherOrganizationApiKey);

    /// <summary>The id of the SCIM directory that an identity provider writes into.</summary>
    public string ScimDirectoryId => _server.Organization.ScimDirectoryId;

    /// <summary>The key of that SCIM directory, which is no admin key.</summary>
    public SecureString ScimApiKey => Secure(_server.Organization.ScimApiKey);

    internal static IReadOnlyList<AtlassianSandbox> Running => RunningServers.Values.OrderBy(s => s.Port).ToList();

    internal static AtlassianSandbox Start(SandboxOptions options, int port, IDisposable? log = null, SandboxFaultPlan? faults = null)
    {
        var sandbox = new AtlassianSandbox(SandboxServer.Start(new SandboxOrganization(options), port, faults), log);
        RunningServers[sandbox.Port] = sandbox;
        return sandbox;
    }

    internal static void Stop(IEnumerable<AtlassianSandbox> running)
    {
        foreach (AtlassianSandbox sandbox in running.ToList())
            sandbox.Stop();
    }

    private void Stop()
    {
        RunningServers.TryRemove(Port, out _);
        _server.Dispose();
        _log?.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => Uri.ToString();

    private static SecureString Secure(string text) => new NetworkCredential("", text).SecurePassword;
}
