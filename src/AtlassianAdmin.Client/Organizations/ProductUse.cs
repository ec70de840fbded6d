using System.Globalization;

namespace AtlassianAdmin.Client.Organizations;

/// <summary>How the use of a product is told in a line.</summary>
internal static class ProductUse
{
    /// <summary>The product, where it is, and when it was last used, where that is known.</summary>
    public static string Text(string? product, string? place, DateTimeOffset? lastActive) =>
        $"{product}{(place is null ? "" : $" on {place}")}{(lastActive is { } time ? " " + Moment(time) : "")}";

    // The service often tells a day only.
    private static string Moment(DateTimeOffset time) =>
        time.UtcDateTime.ToString(time.UtcDateTime.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
