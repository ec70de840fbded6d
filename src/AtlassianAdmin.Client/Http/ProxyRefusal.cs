using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Client.Http;

/// <summary>A proxy that does not open the way to the service. Nothing was sent to the service then.</summary>
internal static class ProxyRefusal
{
    // .NET before 9 has the status in the text alone, which it does not translate.
    private static readonly Regex Tunnel = new(@"^The proxy tunnel request\b.*'(\d{3})'", RegexOptions.CultureInvariant);

    /// <summary>The proxy's HTTP status; null when the failure is another.</summary>
    public static int? StatusOf(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            // .NET Framework.
            if (cause is WebException { Response: HttpWebResponse reply })
                return (int)reply.StatusCode;
            if (cause is not HttpRequestException)
                continue;
            // Only the tunnel of a proxy gives an exception a status. netstandard2.0 does not know the property.
            if (cause.GetType().GetProperty("StatusCode")?.GetValue(cause) is HttpStatusCode status)
                return (int)status;
            if (Tunnel.Match(cause.Message) is { Success: true } told)
                return int.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture);
        }

        return null;
    }

    /// <summary>True when the proxy would refuse the same again: it wants a sign-in (407, or its page), or forbids the way.</summary>
    public static bool IsFinal(Exception failure) => StatusOf(failure) is (>= 300 and < 500) and not (408 or 429);
}
