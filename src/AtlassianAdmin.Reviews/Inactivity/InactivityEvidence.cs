using System.Globalization;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Reviews.Reviewing;

namespace AtlassianAdmin.Reviews.Inactivity;

/// <summary>What is known of one person's use, and what follows from it. Asks nobody.</summary>
internal sealed class InactivityEvidence
{
    public string AccountId { get; init; } = "";

    public string? Email { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }

    public bool IsManaged { get; init; }

    public DateTimeOffset? AddedToOrg { get; init; }

    /// <summary>The product access with its dates, as the lists tell it.</summary>
    public IReadOnlyList<IdleSeat> Products { get; init; } = [];

    /// <summary>The last use of any product that the lists know.</summary>
    public DateTimeOffset? Listed { get; init; }

    public DateTimeOffset? LastTokenUse { get; init; }

    /// <summary>False when the tokens of the account cannot be seen, or could not be read.</summary>
    public bool TokensKnown { get; init; }

    /// <summary>True when the lists have a date of use that cannot be read; the person's own activity tells it anew.</summary>
    public bool IsListUnreadable { get; init; }

    /// <summary>True when a date cannot be read that nothing else tells, such as that of a token, or when the person was added.</summary>
    public bool IsUnreadable { get; set; }

    public bool? GuardBillable { get; init; }

    /// <summary>The activity that was asked for this one person; null when it was not.</summary>
    public UserActivity? Activity { get; set; }

    /// <summary>Why the activity of this one person is not known; null when it is, or nobody asked.</summary>
    public string? ActivityFailure { get; set; }

    /// <summary>When the oldest of the lists was asked for.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>True when the account or the membership keeps the person from every product, whatever was used before.</summary>
    private bool IsShutOut => Reason is not (InactivityReason.NoRecentUse or InactivityReason.NoRecordedUse or InactivityReason.UseNotKnown);

    /// <summary>True when the person may have been there lately, and only a date that cannot be read would say so.</summary>
    private bool IsUseUnknown => IsUnreadable || (IsListUnreadable && Activity is null);

    /// <summary>True when only the person's own activity can tell more: the lists know no recent use, and the person could use something.</summary>
    public bool IsWorthAsking(DateTimeOffset cutoff) => !IsShutOut && !IsAlive(cutoff);

    private DateTimeOffset? LastActive => Latest(Listed, Activity?.LastActive);

    private DateTimeOffset? LastSeen => Latest(LastActive, LastTokenUse);

    private DateTimeOffset? Added => AddedToOrg ?? Activity?.AddedToOrg;

    private InactivityReason Reason => Status?.ToLowerInvariant() switch
    {
        "for_deletion" => InactivityReason.PendingDeletion,
        "deactivated" => InactivityReason.Deactivated,
        "suspended" => InactivityReason.Suspended,
        "not_invited" => InactivityReason.NotInvited,
        _ => IsUseUnknown ? InactivityReason.UseNotKnown : LastSeen is null ? InactivityReason.NoRecordedUse : InactivityReason.NoRecentUse,
    };

    /// <summary>A recent sign of life; somebody who has only just come had no time to give one.</summary>
    private bool IsAlive(DateTimeOffset cutoff) => WholeDay.EndOf(LastSeen) >= cutoff || WholeDay.EndOf(Added) >= cutoff;

    // A date is proof; that there is none proves little, and what nobody asked proves nothing.
    private Confidence Confidence =>
        IsShutOut ? Confidence.High
        : IsUseUnknown ? Confidence.Low
        : LastSeen is not null ? Activity is not null && TokensKnown ? Confidence.High : Confidence.Medium
        : Activity is not null && TokensKnown && Added is not null ? Confidence.Medium : Confidence.Low;

    /// <summary>The finding; null when the person is not inactive.</summary>
    /// <param name="cutoff">Use since then is recent.</param>
    /// <param name="now">The time.</param>
    public InactiveUser? Judge(DateTimeOffset cutoff, DateTimeOffset now)
    {
        if (IsAlive(cutoff))
            return null;
        DateTimeOffset asOf = ReadAt - UserActivity.LargestDelay;
        return new InactiveUser
        {
            AccountId = AccountId,
            Email = Email,
            Name = Name,
            Status = Status,
            IsManaged = IsManaged,
            Reason = Reason,
            Why = string.Join(" ", Sentences(now)),
            Confidence = Confidence,
            LastActive = LastActive,
            LastTokenUse = LastTokenUse,
            AddedToOrg = Added,
            InactiveDays = (LastSeen ?? Added) is { } since ? Days(since, now) : null,
            SeatDetails = IsShutOut ? [] : Seats().ToList(),
            GuardBillable = GuardBillable,
            DataAsOf = asOf,
            DataAge = now - asOf,
        };
    }

    /// <summary>Each instance once, with the later of the two dates that the service may have given.</summary>
    private IEnumerable<IdleSeat> Seats() => Products
        .Concat((Activity?.Products ?? []).Select(p => new IdleSeat(p.Key, p.ResourceId, p.LastActive)))
        .GroupBy(s => s.ResourceId ?? s.Product, StringComparer.Ordinal)
        .Select(same => new IdleSeat(same.First().Product, same.First().ResourceId, same.Max(s => s.LastActive)));

    private IEnumerable<string> Sentences(DateTimeOffset now)
    {
        yield return Reason switch
        {
            InactivityReason.PendingDeletion => "The account is scheduled for deletion.",
            InactivityReason.Deactivated => "The account is deactivated.",
            InactivityReason.Suspended => "Suspended in every directory.",
            InactivityReason.NotInvited => "In no directory of the organization.",
            InactivityReason.UseNotKnown => "A date of the person could not be read, so the last use is not known.",
            InactivityReason.NoRecordedUse => Added is { } added
                ? $"No use is recorded since the person was added on {Day(added)}, {Days(added, now)} days ago."
                : "No use is recorded, and when the person was added is not told.",
            _ => LastUse(now),
        };
        if ((IsShutOut || Reason == InactivityReason.UseNotKnown) && LastSeen is not null)
            yield return LastUse(now);
        if (IsShutOut && GuardBillable == true)
            yield return "Still billed for Atlassian Guard Standard.";
        if (IsShutOut)
            yield break;
        if (!IsManaged)
            yield return "API tokens are not visible: the organization does not manage the account.";
        else if (!TokensKnown)
            yield return "The use of API tokens is not known.";
        if (Activity is null)
            yield return ActivityFailure ?? "By the lists only: the person's activity was not asked for.";
    }

    private string LastUse(DateTimeOffset now)
    {
        DateTimeOffset last = LastSeen!.Value;
        if (Reason == InactivityReason.UseNotKnown)
            return $"The last use that could be read was on {Day(last)}, {Days(last, now)} days ago.";
        string what = LastTokenUse == last ? "The last token use or new token was" : "The last product use was";
        return $"{what} on {Day(last)}, {Days(last, now)} days ago.";
    }

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => other is null || one > other ? one : other;

    private static int Days(DateTimeOffset since, DateTimeOffset now) => Math.Max(0, (int)(now - WholeDay.EndOf(since)).TotalDays);

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
