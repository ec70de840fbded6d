using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Reviews.Diagnosis;

/// <summary>Whether you may do one thing to one account, why not, and what to do about it.</summary>
public sealed class UserPermission : IOrganizationObject
{
    internal UserPermission(string accountId, string? email, string? name, string privilege, string? field, bool allowed)
    {
        AccountId = accountId;
        Email = email;
        Name = name;
        Privilege = privilege;
        Field = field;
        Allowed = allowed;
    }

    /// <summary>The account.</summary>
    public string AccountId { get; }

    /// <summary>The e-mail address; null when it was not known.</summary>
    public string? Email { get; }

    /// <summary>The display name; null when it was not known.</summary>
    public string? Name { get; }

    /// <summary>Who it is: the e-mail address, or the account where that is not known.</summary>
    public string Person => Email ?? AccountId;

    /// <summary>The privilege, such as <c>lifecycle.enablement</c> (see <see cref="Client.Accounts.Privilege"/>).</summary>
    public string Privilege { get; }

    /// <summary>The profile field that the row is about, such as <c>JobTitle</c>; null when it is about the whole privilege.</summary>
    public string? Field { get; }

    /// <summary>True when you may.</summary>
    public bool Allowed { get; }

    /// <summary>Why not, in a sentence; null when allowed.</summary>
    public string? Reason { get; internal set; }

    /// <summary>What to type or open next; null when allowed.</summary>
    public string? Remedy { get; internal set; }

    /// <summary>The code that a cmdlet would fail with; null when allowed.</summary>
    public string? ErrorCode { get; internal set; }

    /// <summary>The service's own reason key; null when allowed or not given.</summary>
    public string? ReasonKey { get; internal set; }

    /// <summary>The id of the organization that it is about; null when that is not known.</summary>
    public string? OrganizationId => Origin?.OrganizationId;

    internal OrganizationOrigin? Origin { get; set; }

    OrganizationOrigin? IOrganizationObject.Origin => Origin;

    /// <inheritdoc/>
    public override string ToString() => $"{Privilege}{(Field is null ? "" : " " + Field)}: {(Allowed ? "allowed" : "not allowed")}";
}
