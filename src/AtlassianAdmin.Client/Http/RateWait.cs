namespace AtlassianAdmin.Client.Http;

/// <summary>Why nothing, or little, is sent at the moment.</summary>
/// <param name="Until">Until when, by the clock on the wall.</param>
/// <param name="IsPaced">True when the last requests of a window are spread over it; false when nothing may be sent.</param>
internal sealed record RateWait(DateTimeOffset Until, bool IsPaced);
