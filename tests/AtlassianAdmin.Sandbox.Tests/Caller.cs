using System.Net.Http;
using System.Text;
using System.Text.Json;
using AtlassianAdmin.Sandbox.Http;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Tests.Contract;

namespace AtlassianAdmin.Sandbox.Tests;

/// <summary>A plain HTTP client on a sandbox: what anybody could write, without the project's own client.</summary>
public sealed class Caller : IDisposable
{
    private readonly HttpClient _http;
    private readonly string? _authorization;

    public Caller(SandboxOrganization organization, HttpMessageHandler? way = null, Uri? address = null, string? key = null, string? authorization = null)
    {
        ArgumentNullException.ThrowIfNull(organization);
        Organization = organization;
        _http = new HttpClient(way ?? new SandboxHandler(organization), disposeHandler: false)
        {
            BaseAddress = address ?? new Uri("https://api.atlassian.com"),
            Timeout = TimeSpan.FromSeconds(30),
        };
        _authorization = authorization ?? "Bearer " + (key ?? organization.ApiKey);
    }

    public SandboxOrganization Organization { get; }

    /// <summary>The path of the organization in the first version of its API.</summary>
    public string V1 => "/admin/v1/orgs/" + Organization.OrganizationId;

    /// <summary>The path of the organization in the second version of its API.</summary>
    public string V2 => "/admin/v2/orgs/" + Organization.OrganizationId;

    public static string Manage(string accountId) => $"/users/{Uri.EscapeDataString(accountId)}/manage";

    /// <summary>The path of a well-known person.</summary>
    public string ManageOf(string email) => Manage(Person(email).AccountId);

    public SandboxPerson Person(string email) =>
        Organization.Find(email) ?? throw new ArgumentException($"The sandbox has no {email}.", nameof(email));

    public Task<CallerReply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<CallerReply> PostAsync(string path, string? json = "{}") => SendAsync(HttpMethod.Post, path, json);

    public Task<CallerReply> SearchAsync(string json, string directoryId = "-") =>
        PostAsync($"{V2}/directories/{directoryId}/users/search", json);

    public async Task<CallerReply> SendAsync(
        HttpMethod method, string path, string? json = null, string? mediaType = "application/json", bool deliberate = false,
        CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.RelativeOrAbsolute));
        if (_authorization?.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        if (json is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
            if (mediaType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        if (deliberate)
            ContractHandler.Deliberate(request);
        using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
        return new CallerReply(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(cancellationToken),
            response.Headers.ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What came back.</summary>
public sealed record CallerReply(int Status, string? MediaType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    private JsonElement? _json;

    public JsonElement Json => _json ??= JsonSerializer.Deserialize<JsonElement>(Text);

    public override string ToString() => $"{Status} {Text}";

    /// <summary>The text at that path of names, such as <c>context/reason/key</c>.</summary>
    public string? At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        JsonElement element = Json;
        foreach (string name in path.Split('/'))
        {
            if (element.ValueKind == JsonValueKind.Array)
                element = element[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)];
            else if (!element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : element.GetRawText();
    }
}
