using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Reviews.Comparison;

/// <summary>One difference between the organization and a reference. A person who differs in two ways has two.</summary>
public sealed class UserComparison : IOrganizationObject
{
    internal UserComparison(UserDifference difference, ReferencePerson? reference, User? user, string detail, OrganizationOrigin? origin)
    {
        Difference = difference;
        Input = reference?.Input;
        ReferenceEmail = reference is { Emails.Count: > 0 } ? reference.Emails[0] : null;
        ReferenceName = reference?.Name;
        AccountId = user?.AccountId;
        Email = user?.Email;
        Name = user?.Name;
        Status = user?.Status;
        IsManaged = user?.IsManaged;
        AddedToOrg = user?.AddedToOrg;
        Detail = detail;
        Origin = origin;
    }

    /// <summary>What differs, in a word.</summary>
    public UserDifference Difference { get; }

    /// <summary>What differs, in a sentence.</summary>
    public string Detail { get; }

    /// <summary>The cell of the reference that names the person; null when no row does.</summary>
    public string? Input { get; }

    /// <summary>The account id; null when there is no account, or no single one.</summary>
    public string? AccountId { get; }

    /// <summary>The e-mail address of the account; null when hidden, or without an account.</summary>
    public string? Email { get; }

    /// <summary>The display name of the account; null when hidden, or without an account.</summary>
    public string? Name { get; }

    /// <summary>Who it is: the e-mail address, the account, or the identity as it was given, the first of them that is known.</summary>
    public string Person => Email ?? AccountId ?? Input ?? "";

    /// <summary><c>active</c>, <c>suspended</c>, <c>not_invited</c>, <c>deactivated</c> or <c>for_deletion</c>; the set is open; null without an account.</summary>
    public string? Status { get; }

    /// <summary>True when the organization manages the account; null without an account.</summary>
    public bool? IsManaged { get; }

    /// <summary>The e-mail address in the reference; null when it has none.</summary>
    public string? ReferenceEmail { get; }

    /// <summary>The display name in the reference; null when it has none.</summary>
    public string? ReferenceName { get; }

    /// <summary>When the person came into the organization; null when not told, or without an account.</summary>
    public DateTimeOffset? AddedToOrg { get; }

    /// <summary>The id of the organization that was compared; null when that is not known.</summary>
    public string? OrganizationId => Origin?.OrganizationId;

    private OrganizationOrigin? Origin { get; }

    OrganizationOrigin? IOrganizationObject.Origin => Origin;

    /// <inheritdoc/>
    public override string ToString() => $"{Email ?? AccountId ?? Input}: {Difference}";
}
