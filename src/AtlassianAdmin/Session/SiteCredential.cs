using System.Net;
using System.Security;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Sandbox;

namespace AtlassianAdmin.Session;

/// <summary>An API token with its owner, and what is known beside them.</summary>
internal sealed class SiteCredential
{
    private SiteCredential(ApiKey token, string email, string description)
    {
        Token = token;
        Email = email;
        Description = description;
    }

    public ApiKey Token { get; }

    public string Email { get; }

    /// <summary>Where the token came from, in words; never the token.</summary>
    public string Description { get; }

    /// <summary>The site that was stored with the token; null when none was.</summary>
    public string? Site { get; init; }

    /// <summary>The simulated organization that the site belongs to; null for a real one.</summary>
    public SandboxOrganization? Sandbox { get; init; }

    /// <summary>Takes a token and its owner.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.SiteTokenMissing"/> when one of them is missing or cannot be.</exception>
    public static SiteCredential From(SecureString? token, string? email, string description, string? site = null)
    {
        string owner = email?.Trim() ?? "";

        // What stands before the first colon is the user name of Basic authentication.
        if (owner.IndexOf('@') <= 0 || owner.IndexOf(':') >= 0)
            throw Missing(owner.Length == 0 ? "-Email is missing" : "-Email is no e-mail address");
        try
        {
            return new SiteCredential(ApiKey.From(token ?? throw Missing($"{description} is empty")), owner, description) { Site = site };
        }
        catch (AdminException e) when (e.Code == ErrorCode.KeyMissing)
        {
            throw e.As(ErrorCode.SiteTokenMissing);
        }
    }

    /// <summary>The credential of a simulated admin.</summary>
    public static SiteCredential Of(SandboxOrganization sandbox) =>
        new(ApiKey.From(new NetworkCredential("", sandbox.PersonalToken).SecurePassword), sandbox.AdminEmail, "the sandbox") { Sandbox = sandbox };

    public static AdminException Missing(string detail) => new(ErrorCode.SiteTokenMissing, ("detail", detail));
}
