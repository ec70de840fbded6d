using System.Globalization;
using System.Net.Http;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>Requests inside one SCIM directory.</summary>
internal sealed class ScimScope
{
    /// <summary>The largest page. Source: the vendor's knowledge base.</summary>
    public const int LargestPage = 100;

    private const string Directory = "/scim/directory/{directoryId}";

    public ScimScope(string directoryId) => DirectoryId = directoryId;

    public string DirectoryId { get; }

    public ApiRequest Request(HttpMethod method, string template, string action, RequestEffect effect = RequestEffect.Reads) =>
        new ApiRequest(method, ApiFamily.Scim, Directory + template, effect).With("directoryId", DirectoryId).As(action);

    public ApiRequest List(string template, string action, ScimFilter? filter, int start) =>
        Request(HttpMethod.Get, template, action).Query("filter", filter?.ToString()).Query("startIndex", start).Query("count", LargestPage);

    /// <summary>Where a page begins: counted from 1.</summary>
    public static int Start(string? cursor) => cursor is null ? 1 : int.Parse(cursor, CultureInfo.InvariantCulture);
}
