using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Net.Http;
using Microsoft.OpenApi;
using Newtonsoft.Json.Linq;
using JsonSchema = NJsonSchema.JsonSchema;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>The vendor's OpenAPI documents as something that an exchange is held against.</summary>
public sealed class ApiContract
{
    private static readonly string[] FileNames = ["user-management.2026-08-15.json", "organization.2026-08-21.json", "user-provisioning.2023-08-08.json"];
    private static readonly Lazy<Task<ApiContract>> Shared = new(ReadAsync);

    private readonly List<ContractOperation> _operations;
    private readonly ConcurrentDictionary<(IOpenApiSchema, ContractDirection), JsonSchema> _schemas = new();
    private readonly ConcurrentDictionary<ContractDeviation, bool> _used = new();

    private ApiContract(List<ContractOperation> operations) => _operations = operations;

    /// <summary>Every operation of the documents, as <c>METHOD /path/{template}</c>.</summary>
    public IReadOnlyList<ContractOperation> Operations => _operations;

    /// <summary>The exceptions that were needed so far.</summary>
    public IReadOnlyCollection<ContractDeviation> UsedDeviations => [.. _used.Keys];

    /// <summary>Why nothing can be held against the documents; null when they are there.</summary>
    public static string? Absence => FileNames.All(name => File.Exists(Path.Combine(Folder(), name)))
        ? null
        : $"The vendor's OpenAPI documents are not in {Folder()}: there is nothing to hold the exchanges against.";

    /// <summary>The documents beside this repository, read once.</summary>
    public static Task<ApiContract> LoadAsync() => Shared.Value;

    /// <summary>What is wrong with a request; nothing when it is as the document says.</summary>
    public IReadOnlyList<string> CheckRequest(HttpMethod method, Uri address, string? contentType, byte[] body)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(body);
        if (Find(method, address) is not { } operation)
            return [$"No document has {method} {address.AbsolutePath}."];
        return [.. operation.CheckPath(address, Schema), .. operation.CheckQuery(address, Schema), .. CheckRequestBody(operation, contentType, body)];
    }

    /// <summary>What is wrong with a reply; nothing when it is as the document, or an exception, says.</summary>
    public IReadOnlyList<string> CheckReply(HttpMethod method, Uri address, int status, string? contentType, byte[] body)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(body);
        if (Find(method, address) is not { } operation)
            return [];
        string number = status.ToString(CultureInfo.InvariantCulture);
        IOpenApiResponse? documented = null;
        operation.Operation.Responses?.TryGetValue(number, out documented);
        return CheckBody(operation, number, documented is not null, documented?.Content, contentType, body, ContractDirection.Reply);
    }

    /// <summary>The operation that a request is for; null when no document has it.</summary>
    public ContractOperation? Find(HttpMethod method, Uri address) =>
        _operations.FirstOrDefault(operation => operation.Method == method && operation.Matches(address));

    private static string Folder() => Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared", "api"));

    public static string RepositoryRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AtlassianAdmin.sln")) || File.Exists(Path.Combine(folder.FullName, "global.json")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests do not lie in the repository.");
    }

    private static async Task<ApiContract> ReadAsync()
    {
        var operations = new List<ContractOperation>();
        foreach (string name in FileNames)
        {
            await using FileStream stream = File.OpenRead(Path.Combine(Folder(), name));
            await AddAsync(operations, stream, name);
        }

        foreach ((string name, string text) in new[] { (nameof(ApiAccessDocument), ApiAccessDocument.Text), (nameof(ProvisioningAdminDocument), ProvisioningAdminDocument.Text) })
        {
            using var own = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
            await AddAsync(operations, own, name);
        }

        // The documents have paths that differ in a name only: `users/{userId}` and `users/search`. The more exact one is meant.
        return new ApiContract([.. operations.OrderBy(operation => operation.Name.Count(c => c == '{'))]);
    }

    private static async Task AddAsync(List<ContractOperation> operations, Stream stream, string name)
    {
        Microsoft.OpenApi.Reader.ReadResult read = await OpenApiDocument.LoadAsync(stream, "json");
        OpenApiDocument document = read.Document ?? throw new InvalidDataException($"{name} cannot be read.");
        string prefix = new Uri(document.Servers![0].Url!).AbsolutePath.TrimEnd('/');
        foreach ((string template, IOpenApiPathItem item) in document.Paths)
        {
            foreach ((HttpMethod method, OpenApiOperation operation) in item.Operations ?? [])
                operations.Add(new ContractOperation(method, prefix + template, operation, item.Parameters));
        }
    }

    private IReadOnlyList<string> CheckRequestBody(ContractOperation operation, string? contentType, byte[] body)
    {
        IOpenApiRequestBody? documented = operation.Operation.RequestBody;
        if (body.Length == 0)
            return documented?.Required == true ? [$"{operation} needs a body."] : [];
        return CheckBody(operation, "request", documented is not null, documented?.Content, contentType, body, ContractDirection.Request);
    }

    private IReadOnlyList<string> CheckBody(
        ContractOperation operation, string status, bool isDocumented, IDictionary<string, IOpenApiMediaType>? content, string? contentType,
        byte[] body, ContractDirection direction)
    {
        List<ContractDeviation> exceptions = [.. ContractDeviations.All.Where(exception => exception.AppliesTo(operation.Name, status))];
        string subject = $"{operation} {status}";
        bool hasContent = content is { Count: > 0 };
        if (body.Length == 0)
        {
            return isDocumented
                ? hasContent ? [$"{subject}: the document has a body, and there is none."] : []
                : [$"{subject}: the document has no such status."];
        }

        string mediaType = (contentType ?? "").Split(';')[0].Trim();
        if (mediaType != "application/json")
            return [$"{subject}: a body of the type '{mediaType}'."];
        if (ContractSchema.TryParse(System.Text.Encoding.UTF8.GetString(body)) is not { } instance)
            return [$"{subject}: the body is not JSON."];

        List<string> problems = [];
        IOpenApiSchema? schema = hasContent && content!.TryGetValue(mediaType, out IOpenApiMediaType? media) ? media.Schema : null;
        if (schema is not null)
        {
            JToken known = WithoutExtras(instance, exceptions, out List<ContractDeviation> extras);
            problems.AddRange(ContractSchema.Validate(Schema(schema, direction), known));
            if (problems.Count == 0)
            {
                extras.ForEach(extra => _used[extra] = true);
                return [];
            }
        }
        else
        {
            problems.Add(isDocumented || direction == ContractDirection.Request
                ? "the document has no body here."
                : "the document has no such status.");
        }

        foreach (ContractDeviation other in exceptions.Where(exception => exception.Property is null))
        {
            JToken known = WithoutExtras(instance, exceptions, out List<ContractDeviation> extras);
            if (ContractSchema.Validate(other.Schema, known).Count == 0 || ContractSchema.Validate(other.Schema, instance).Count == 0)
            {
                _used[other] = true;
                extras.ForEach(extra => _used[extra] = true);
                return [];
            }
        }

        return [.. problems.Select(problem => $"{subject}: {problem}")];
    }

    /// <summary>The instance without the properties that an exception allows, where they are what it says.</summary>
    private static JToken WithoutExtras(JToken instance, IEnumerable<ContractDeviation> exceptions, out List<ContractDeviation> taken)
    {
        taken = [];
        JToken rest = instance.DeepClone();
        foreach (ContractDeviation exception in exceptions.Where(exception => exception.Property is not null))
        {
            // A list of objects in a page, and the one object of a detail, stand at the same place.
            string[] paths = [exception.Property!, exception.Property!.Replace("[*]", "", StringComparison.Ordinal)];
            foreach (JToken extra in paths.Distinct().SelectMany(path => rest.SelectTokens(path)).ToList())
            {
                if (ContractSchema.Validate(exception.Schema, extra).Count > 0)
                    continue;
                extra.Parent!.Remove();
                taken.Add(exception);
            }
        }

        return rest;
    }

    private JsonSchema Schema(IOpenApiSchema schema, ContractDirection direction) =>
        _schemas.GetOrAdd((schema, direction), key => ContractSchema.From(key.Item1, key.Item2));
}
