using System.Net;
using System.Net.Http;

namespace AtlassianAdmin.Client.Http;

/// <summary>A proxy that does not open the way to the service. Nothing was sent to the service then.</summary>
internal static class ProxyRefusal
{
    /// <summary>The proxy's HTTP status; null when the failure is another.</summary>
    public static int? StatusOf(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            // .NET Framework.
            if (cause is WebException { Response: HttpWebResponse reply })
                return (int)reply.StatusCode;
            // .NET 5 and later: only the tunnel of a proxy gives an exception a status. netstandard2.0 does not know the property.
            if (cause is HttpRequestException && cause.GetType().GetProperty("StatusCode")?.GetValue(cause) is HttpStatusCode status)
                return (int)status;
        }

        return null;
    }

    /// <summary>True when the proxy would refuse the same again: it wants a sign-in (407), or forbids the way (403).</summary>
    public static bool IsFinal(Exception failure) => StatusOf(failure) is 407 or 403;
}
