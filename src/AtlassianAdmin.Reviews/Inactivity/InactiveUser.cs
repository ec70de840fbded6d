using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Reviews.Reviewing;

namespace AtlassianAdmin.Reviews.Inactivity;

/// <summary>Somebody who shows no sign of use: since when, how that is known, and which seats they hold.</summary>
public sealed class InactiveUser : IOrganizationObject
{
    /// <summary>The account id.</summary>
    public string AccountId { get; internal init; } = "";

    /// <summary>The e-mail address; null when hidden.</summary>
    public string? Email { get; internal init; }

    /// <summary>The display name; null when hidden.</summary>
    public string? Name { get; internal init; }

    /// <summary>Who it is: the e-mail address, or the account where that is not known.</summary>
    public string Person => Email ?? AccountId;

    /// <summary><c>active</c>, <c>suspended</c>, <c>not_invited</c>, <c>deactivated</c> or <c>for_deletion</c>; the set is open; null when not told.</summary>
    public string? Status { get; internal init; }

    /// <summary>True when the organization manages the account: only then does it see its API tokens.</summary>
    public bool IsManaged { get; internal init; }

    /// <summary>Why the person counts as inactive, in a word.</summary>
    public InactivityReason Reason { get; internal init; }

    /// <summary>Why the person counts as inactive, and what is not known, in sentences.</summary>
    public string Why { get; internal init; } = "";

    /// <summary>How sure that is.</summary>
    public Confidence Confidence { get; internal init; }

    /// <summary>The last sign of life: <see cref="LastActive"/> or <see cref="LastTokenUse"/>, whichever is later; null when there is none.</summary>
    public DateTimeOffset? LastSeen => LastTokenUse is null || LastActive > LastTokenUse ? LastActive : LastTokenUse;

    /// <summary>When the person last viewed a page of any product; null when never, or not known. The service does not count use through the API.</summary>
    public DateTimeOffset? LastActive { get; internal init; }

    /// <summary>When an API token of the person was last used or made; null when never, or not known.</summary>
    public DateTimeOffset? LastTokenUse { get; internal init; }

    /// <summary>When the person came into the organization; null when not told.</summary>
    public DateTimeOffset? AddedToOrg { get; internal init; }

    /// <summary>Whole days since <see cref="LastSeen"/>, or since <see cref="AddedToOrg"/> when no use is recorded; null when neither is known.</summary>
    public int? InactiveDays { get; internal init; }

    /// <summary>The product access that would end, such as <c>jira-software</c>, each product instance once; empty when the state of the person takes no seat already.</summary>
    public IReadOnlyList<string> Seats => TextList.Of(SeatDetails.Select(s => s.Product));

    /// <summary>The same seats with their instances and when they were last used.</summary>
    public IReadOnlyList<IdleSeat> SeatDetails { get; internal init => field = DetailList.Of<IdleSeat>(value); } = DetailList.None<IdleSeat>();

    /// <summary>True when the account is billed for Atlassian Guard Standard; null when the service did not say. Source: organization document, <c>access_billable</c>.</summary>
    public bool? GuardBillable { get; internal init; }

    /// <summary>Use after this moment may be missing: the service is up to 24 hours behind.</summary>
    public DateTimeOffset DataAsOf { get; internal init; }

    /// <summary>How old the data was when the person was judged: 24 hours, and the time since the lists were read.</summary>
    public TimeSpan DataAge { get; internal init; }

    /// <summary>The id of the organization that it is about; null when that is not known.</summary>
    public string? OrganizationId => Origin?.OrganizationId;

    internal OrganizationOrigin? Origin { get; set; }

    /// <summary>Where and how it was looked for; null when nobody said.</summary>
    internal ReviewContext? Context { get; set; }

    OrganizationOrigin? IOrganizationObject.Origin => Origin;

    /// <inheritdoc/>
    public override string ToString() => $"{Email ?? AccountId}: {Reason}, {Confidence}";
}
