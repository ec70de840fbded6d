using System.Text;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Products;

namespace AtlassianAdmin.Sandbox.Site;

/// <summary>A Jira site: the people and groups of one directory.</summary>
internal sealed record SandboxSite(int Directory, string Host, string CloudId)
{
    public bool Has(SandboxPerson person) => SandboxAccess.IsIn(person, Directory);
}

/// <summary>The Jira sites of the organization, and whom their tokens belong to.</summary>
internal sealed class SandboxSites
{
    private readonly SandboxSite[] _sites;
    private readonly SandboxKeys _keys;

    public SandboxSites(SandboxResources resources, SandboxKeys keys, PeopleStore people)
    {
        _keys = keys;
        _sites = resources.Workspaces
            .Where(resource => resource.Owner == "jira-software")
            .Select(jira => new SandboxSite(jira.Directory!.Value, new Uri(jira.HostUrl!).Host, jira.ResourceId.Substring(jira.ResourceId.LastIndexOf('/') + 1)))
            .ToArray();
        Hosts = _sites.Select(site => site.Host).ToArray();
        Admin = people.ByEmail("admin@example.com")!;
        Member = people.ByEmail("mia.active@example.com")!;
    }

    public IReadOnlyList<string> Hosts { get; }

    /// <summary>The owner of the tokens that may change groups.</summary>
    public SandboxPerson Admin { get; }

    /// <summary>The owner of a token that may only look.</summary>
    public SandboxPerson Member { get; }

    /// <summary>The site of a host. In this process its name stands before the one of the connection; on this machine's own address the first site answers.</summary>
    public SandboxSite At(Uri address) =>
        _sites.FirstOrDefault(site => address.Host == site.Host || address.Host.StartsWith(site.Host + ".", StringComparison.OrdinalIgnoreCase)) ?? _sites[0];

    public SandboxSite? ByCloudId(string cloudId) => _sites.FirstOrDefault(site => string.Equals(site.CloudId, cloudId, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whose credential it is; null when it is nobody's, or its owner may not sign in.</summary>
    /// <param name="authorization">The header.</param>
    /// <param name="site">The site.</param>
    /// <param name="gateway">True behind the gateway, which takes only tokens with scopes, as the site itself takes only those without.</param>
    public SandboxPerson? OwnerOf(string? authorization, SandboxSite site, bool gateway)
    {
        if (Read(authorization) is not { } credential)
            return null;
        (string token, SandboxPerson owner, bool scoped)[] known =
            [(_keys.Personal, Admin, false), (_keys.PersonalScoped, Admin, true), (_keys.PersonalOfMember, Member, false)];
        SandboxPerson? found = known.FirstOrDefault(entry => entry.token == credential.Token && entry.scoped == gateway).owner;
        return found is not null
            && string.Equals(found.Email, credential.Email, StringComparison.OrdinalIgnoreCase)
            && found.Lifecycle == Lifecycle.Active
            && (site.Has(found) || found == Admin)
            ? found
            : null;
    }

    private static (string Email, string Token)? Read(string? authorization)
    {
        const string Scheme = "Basic ";
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
            return null;
        try
        {
            string text = Encoding.UTF8.GetString(Convert.FromBase64String(authorization.Substring(Scheme.Length).Trim()));
            int colon = text.IndexOf(':');
            return colon < 0 ? null : (text.Substring(0, colon), text.Substring(colon + 1));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
