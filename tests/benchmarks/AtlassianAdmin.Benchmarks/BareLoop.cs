using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace AtlassianAdmin.Benchmarks;

/// <summary>The floor: what HttpClient alone does, without a limit, a retry, a check or a word about what happened.</summary>
public static partial class BareLoop
{
    /// <summary>Disables accounts, so many at once.</summary>
    public static async Task<int> DisableAsync(HttpClient client, string baseUri, string key, IEnumerable<string> accountIds, int inFlight)
    {
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = inFlight };
        await Parallel.ForEachAsync(accountIds, options, async (accountId, token) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{baseUri}/users/{Uri.EscapeDataString(accountId)}/manage/lifecycle/disable");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            using HttpResponseMessage reply = await client.SendAsync(request, token).ConfigureAwait(false);
            reply.EnsureSuccessStatusCode();
            Interlocked.Increment(ref done);
        }).ConfigureAwait(false);
        return done;
    }

    /// <summary>Reads everybody page by page, as typed objects, and keeps nobody.</summary>
    public static async Task<int> ListAsync(HttpClient client, string baseUri, string organizationId, string key)
    {
        int people = 0;
        string? cursor = null;
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{baseUri}/admin/v2/orgs/{organizationId}/directories/-/users/search");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            request.Content = new StringContent(cursor is null ? "{\"limit\":100}" : $"{{\"limit\":100,\"cursor\":\"{cursor}\"}}", Encoding.UTF8, "application/json");
            using HttpResponseMessage reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
            reply.EnsureSuccessStatusCode();
            using System.IO.Stream body = await reply.Content.ReadAsStreamAsync().ConfigureAwait(false);
            BarePage page = (await JsonSerializer.DeserializeAsync(body, BareJson.Default.BarePage).ConfigureAwait(false))!;
            people += page.Data.Count(p => p.AccountId.Length > 0);
            cursor = page.Links.Next;
        }
        while (!string.IsNullOrEmpty(cursor));
        return people;
    }

    /// <summary>The same two for a caller that cannot await, such as a script.</summary>
    public static int Disable(string baseUri, string key, string[] accountIds, int inFlight)
    {
        using HttpClient client = NewClient(inFlight);
        return DisableAsync(client, baseUri, key, accountIds, inFlight).GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="ListAsync"/>
    public static int List(string baseUri, string organizationId, string key)
    {
        using HttpClient client = NewClient(1);
        return ListAsync(client, baseUri, organizationId, key).GetAwaiter().GetResult();
    }

    /// <summary>A client with as many connections as are in flight.</summary>
    public static HttpClient NewClient(int inFlight) =>
        new(new SocketsHttpHandler { MaxConnectionsPerServer = inFlight, UseProxy = false, UseCookies = false });

    internal sealed record BarePage([property: JsonPropertyName("data")] List<BarePerson> Data, [property: JsonPropertyName("links")] BareLinks Links);

    internal sealed record BareLinks([property: JsonPropertyName("next")] string? Next);

    /// <summary>The fields that somebody who writes this by hand would take.</summary>
    internal sealed record BarePerson(
        [property: JsonPropertyName("accountId")] string AccountId,
        [property: JsonPropertyName("email")] string? Email,
        [property: JsonPropertyName("name")] string? Name,
        [property: JsonPropertyName("nickname")] string? Nickname,
        [property: JsonPropertyName("status")] string? Status,
        [property: JsonPropertyName("accountStatus")] string? AccountStatus,
        [property: JsonPropertyName("membershipStatus")] string? MembershipStatus,
        [property: JsonPropertyName("claimStatus")] string? ClaimStatus,
        [property: JsonPropertyName("jobTitle")] string? JobTitle,
        [property: JsonPropertyName("department")] string? Department,
        [property: JsonPropertyName("addedToOrg")] DateTimeOffset? AddedToOrg);

    [JsonSerializable(typeof(BarePage))]
    internal sealed partial class BareJson : JsonSerializerContext;
}
