namespace AtlassianAdmin.Reviews.Reviewing;

/// <summary>Dates that may have come without a time.</summary>
internal static class WholeDay
{
    private static readonly TimeSpan Rest = TimeSpan.FromDays(1) - TimeSpan.FromTicks(1);

    /// <summary>The last moment that a date may mean: a date without a time counts to the end of its day.</summary>
    public static DateTimeOffset? EndOf(DateTimeOffset? time) => time is { } known ? EndOf(known) : null;

    /// <inheritdoc cref="EndOf(DateTimeOffset?)"/>
    public static DateTimeOffset EndOf(DateTimeOffset time) => time.UtcDateTime.TimeOfDay == TimeSpan.Zero ? time + Rest : time;
}
