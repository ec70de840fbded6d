using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Changes.Operations;

/// <summary>The domains that the organization has verified: only accounts with an address there are managed.</summary>
internal static class VerifiedDomains
{
    /// <summary>Why an account may not get that address; null when its domain is verified.</summary>
    public static async Task<AdminException?> ViolationAsync(ConnectedClients clients, string email, CancellationToken cancellationToken)
    {
        string domain = email.Substring(email.LastIndexOf('@') + 1).Trim().TrimEnd('.');
        HashSet<string> verified = await clients.Answers.GetAsync("domains", () => ReadAsync(clients.Organization.Organizations, cancellationToken)).ConfigureAwait(false);
        // Atlassian verifies each domain by itself: a subdomain is another one.
        return verified.Contains(domain) ? null : new AdminException(ErrorCode.DomainNotVerified, ("domain", domain), ("organization", clients.Organization.Options.OrganizationLabel));
    }

    private static async Task<HashSet<string>> ReadAsync(OrganizationsClient organizations, CancellationToken cancellationToken)
    {
        var verified = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (Domain domain in organizations.GetDomainsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (domain is { IsVerified: true, Name: { } name })
                verified.Add(name);
        }

        return verified;
    }
}
