using System.Net.Http;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Organizations;

/// <summary>Requests inside one organization.</summary>
internal sealed class OrganizationScope
{
    /// <summary>Stands for every directory that the key may manage, when reading. Source: organization document, directoryId.</summary>
    public const string AllDirectories = "-";

    /// <summary>The largest page of the v2 lists. Source: organization document, <c>limit</c> 1..100.</summary>
    public const int LargestPage = 100;

    public OrganizationScope(string? organizationId) => OrganizationId = organizationId;

    /// <summary>The organization; null while unknown, and then nothing can be asked.</summary>
    public string? OrganizationId { get; }

    public ApiRequest Request(HttpMethod method, string template, RequestEffect effect = RequestEffect.Reads, ApiFamily family = ApiFamily.Organization) =>
        new ApiRequest(method, family, template, effect).With(
            "orgId",
            OrganizationId ?? throw new AdminException(ErrorCode.OrganizationNotFound, ("organization", "no id was given")));

    public static AdminException Empty() => new(ErrorCode.UnexpectedResponse, ("detail", "the answer holds no data"));
}
