using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Reviews.Overview;

/// <summary>Everything that an admin asks about one person before doing something. What is null could not be read; <see cref="NotRead"/> says why.</summary>
public sealed class UserOverview : IOrganizationObject
{
    /// <summary>The account id.</summary>
    public string AccountId { get; internal init; } = "";

    /// <summary>The e-mail address; null when hidden.</summary>
    public string? Email { get; internal init; }

    /// <summary>The display name; null when hidden.</summary>
    public string? Name { get; internal init; }

    /// <summary><c>active</c>, <c>suspended</c>, <c>not_invited</c>, <c>deactivated</c> or <c>for_deletion</c>; the set is open; null when not told.</summary>
    public string? Status { get; internal init; }

    /// <summary><c>active</c>, <c>inactive</c> or <c>closed</c>; the set is open; null when not told.</summary>
    public string? AccountStatus { get; internal init; }

    /// <summary>True when the organization manages the account.</summary>
    public bool IsManaged { get; internal init; }

    /// <summary>Who manages the account, and what that means, in a sentence.</summary>
    public string ManagedBy { get; internal init; } = "";

    /// <summary>True when a second factor is set up; null when not told.</summary>
    public bool? MfaEnabled { get; internal init; }

    /// <summary>True when the e-mail address is proven; null when not told.</summary>
    public bool? EmailVerified { get; internal init; }

    /// <summary>When the person came into the organization; null when not told.</summary>
    public DateTimeOffset? AddedToOrg { get; internal init; }

    /// <summary>When the account was deactivated; null when it is not, or not told.</summary>
    public DateTimeOffset? DeactivatedOn { get; internal init; }

    /// <summary>When the person last used any product; null when never, or not known. Up to 24 hours behind.</summary>
    public DateTimeOffset? LastActive { get; internal init; }

    /// <summary>The profile; null when it could not be read, as that of an account that is not managed.</summary>
    public UserProfile? Profile { get; internal init; }

    /// <summary>The directories that the person is in, each with the state there, such as <c>Acme (active)</c>.</summary>
    public IReadOnlyList<string>? Directories => Texts(DirectoryDetails);

    /// <summary>The same directories with their ids.</summary>
    public IReadOnlyList<OverviewDirectory>? DirectoryDetails { get; internal init => field = value is null ? null : DetailList.Of<OverviewDirectory>(value); }

    /// <summary>The groups that the person is in, each with what it gives.</summary>
    public IReadOnlyList<string>? Groups => Texts(GroupDetails);

    /// <summary>The same groups with their ids.</summary>
    public IReadOnlyList<OverviewGroup>? GroupDetails { get; internal init => field = value is null ? null : DetailList.Of<OverviewGroup>(value); }

    /// <summary>The roles, each with the product and how it is held, such as <c>jira-software on acme.atlassian.net atlassian/user: group_direct</c>.</summary>
    public IReadOnlyList<string>? Roles => RoleDetails is null ? null : TextList.Of(RoleDetails.SelectMany(Describe));

    /// <summary>The hosts of product instances by their ids, where they were read.</summary>
    internal IReadOnlyDictionary<string, string>? Sites { get; init; }

    /// <summary>The same roles with their resources.</summary>
    public IReadOnlyList<RoleAssignment>? RoleDetails { get; internal init => field = value is null ? null : DetailList.Of<RoleAssignment>(value); }

    /// <summary>The products that the person can use, each with the day of its last use, such as <c>confluence on acme.atlassian.net 2026-11-02</c>.</summary>
    public IReadOnlyList<string>? Products { get; internal init => field = value is null ? null : TextList.Of(value); }

    /// <summary>The labels of the API tokens, each with the day of its last use.</summary>
    public IReadOnlyList<string>? Tokens => TokenDetails is null ? null
        : TextList.Of(TokenDetails.Select(t => $"{t.Label ?? t.TokenId} {(t.LastAccess is { } used ? Day(used) : "never used")}"));

    /// <summary>The same tokens with their ids.</summary>
    public IReadOnlyList<UserApiToken>? TokenDetails { get; internal init => field = value is null ? null : DetailList.Of<UserApiToken>(value); }

    /// <summary>The records of identity providers that the account is linked to, by directory and record.</summary>
    public IReadOnlyList<string>? ScimRecords => ScimLinks is null ? null : TextList.Of(ScimLinks.Select(l => $"{l.ScimDirectoryId}/{l.ScimUserId}"));

    /// <summary>The same links.</summary>
    public IReadOnlyList<ScimLink>? ScimLinks { get; internal init => field = value is null ? null : DetailList.Of<ScimLink>(value); }

    /// <summary>The record in the SCIM directory that is connected; null when none is connected, or it has none.</summary>
    public ScimUser? ScimUser { get; internal init; }

    /// <summary>What was done to the person lately, newest first, such as <c>2026-11-02 user_deactivated by admin@example.com</c>.</summary>
    public IReadOnlyList<string>? Events => EventDetails is null ? null
        : TextList.Of(EventDetails.Select(e => $"{(e.Time is { } time ? Day(time) + " " : "")}{e.Action}{((e.ActorEmail ?? e.ActorName) is { } actor ? $" by {actor}" : "")}"));

    /// <summary>The same events in full.</summary>
    public IReadOnlyList<AuditEvent>? EventDetails { get; internal init => field = value is null ? null : DetailList.Of<AuditEvent>(value); }

    /// <summary>What each command would do to the person now.</summary>
    public IReadOnlyList<string> Commands => TextList.Of(CommandDetails.Select(c => c.ToString()));

    /// <summary>The same with the codes and the next steps.</summary>
    public IReadOnlyList<OverviewCommand> CommandDetails { get; internal init => field = DetailList.Of<OverviewCommand>(value); } = DetailList.None<OverviewCommand>();

    /// <summary>What could not be read, and why; empty when everything was.</summary>
    public IReadOnlyList<string> NotRead { get; internal init => field = TextList.Of(value); } = TextList.None;

    /// <summary>The overview in lines, as it is shown.</summary>
    public string Text => OverviewText.Of(this);

    /// <summary>The id of the organization that was asked; null when that is not known.</summary>
    public string? OrganizationId => Origin?.OrganizationId;

    internal OrganizationOrigin? Origin { get; init; }

    OrganizationOrigin? IOrganizationObject.Origin => Origin;

    /// <inheritdoc/>
    public override string ToString() => Email ?? AccountId;

    internal static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A product with the site that it is on, where that is known.</summary>
    internal static string Product(string? product, string? resourceId, IReadOnlyDictionary<string, string>? sites) =>
        resourceId is not null && sites?.TryGetValue(resourceId, out string? host) == true ? $"{product} on {host}" : product ?? resourceId ?? "";

    private IEnumerable<string> Describe(RoleAssignment role) =>
        (role.Methods.Count > 0 ? role.Methods : role.Roles).Select(held => $"{Product(role.ResourceOwner, role.ResourceId, Sites)} {held}");

    private static TextList? Texts<T>(IReadOnlyList<T>? parts) => parts is null ? null : TextList.Of(parts.Select(p => p!.ToString()));
}
