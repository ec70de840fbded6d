using System.Text;
using System.Text.Json;

namespace AtlassianAdmin.Client.Errors;

/// <summary>An error as the service sent it, read from whichever of its body shapes it came in. Never throws on odd content.</summary>
public sealed class ServiceError
{
    private const int ExcerptLength = 300;
    private const int LongestSecret = 300;

    private ServiceError(int status, ErrorBodyShape shape)
    {
        Status = status;
        Shape = shape;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The shape of the body.</summary>
    public ErrorBodyShape Shape { get; }

    /// <summary>The service's key or code, such as <c>forbidden.action</c> or <c>ADMIN-404-8</c>; null when none.</summary>
    public string? Key { get; private set; }

    /// <summary>The restriction reason, such as <c>externalDirectory.scim</c>; null when none.</summary>
    public string? Reason { get; private set; }

    /// <summary>What the service says in words, without secrets; null when nothing.</summary>
    public string? Message { get; private set; }

    /// <summary>The domain an unclaimed-domain refusal names; null otherwise.</summary>
    public string? Domain { get; private set; }

    /// <summary>Fields and what is wrong with each (a constraint key, or a restriction reason); empty when none are named.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; private set; } = new Dictionary<string, string>();

    /// <summary>The id under which the service can find the request; null when it gave none.</summary>
    public string? RequestId { get; private set; }

    /// <summary>The beginning of the body as text, without secrets.</summary>
    public string Excerpt { get; private set; } = "";

    /// <summary>Reads an error.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body; may be empty, HTML, or cut JSON.</param>
    /// <param name="requestId">The request id from the headers; null when there was none.</param>
    /// <param name="secret">The key that was used: the service may echo it; null when there was none.</param>
    public static ServiceError Read(int status, byte[] body, string? requestId = null, string? secret = null)
    {
        string excerpt = ExcerptOf(body, secret);
        ServiceError error = Parse(status, body) ?? new ServiceError(status, excerpt.Length == 0 ? ErrorBodyShape.Empty : ErrorBodyShape.Other);
        error.Excerpt = excerpt;
        error.Key = Redaction.Scrub(error.Key, secret);
        error.Reason = Redaction.Scrub(error.Reason, secret);
        error.Domain = Redaction.Scrub(error.Domain, secret);
        error.RequestId = Redaction.Scrub(Text(error.RequestId) ?? Text(requestId), secret);
        error.Message = Redaction.Scrub(Text(error.Message), secret) ?? (error.Shape == ErrorBodyShape.Other && !LooksLikeMarkup(excerpt) ? excerpt : null);
        if (error.Fields.Count > 0)
            error.Fields = WithoutSecrets(error.Fields, secret);
        return error;
    }

    /// <summary>Reads an error as it came, secrets included: for telling its code, and never to be shown.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body; may be empty, HTML, or cut JSON.</param>
    internal static ServiceError ReadUnshown(int status, byte[] body) =>
        Parse(status, body) ?? new ServiceError(status, body.Length == 0 ? ErrorBodyShape.Empty : ErrorBodyShape.Other);

    /// <summary>What the service says, or the status when it says nothing.</summary>
    public string Describe()
    {
        string said = Message ?? (LooksLikeMarkup(Excerpt) ? "an HTML page" : "no text");
        return Key is null || said == Key ? $"HTTP {Status}, {said}" : $"HTTP {Status} {Key}, {said}";
    }

    private static ServiceError? Parse(int status, byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            return ReadUserManagement(status, root)
                ?? ReadScim(status, root)
                ?? ReadSite(status, root)
                ?? ReadApplicationErrors(status, root)
                ?? ReadServlet(status, root)
                ?? ReadSingle(status, root)
                ?? ReadProxy(status, root);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Text, HTML, a cut body, or JSON that holds what is no text: the excerpt is all there is.
            return null;
        }
    }

    private static ServiceError? ReadUserManagement(int status, JsonElement root)
    {
        string? key = String(root, "key") ?? String(root, "errorKey");
        if (key is null)
            return null;
        var error = new ServiceError(status, ErrorBodyShape.UserManagement) { Key = key };
        foreach (string name in new[] { "context", "errorDetail" })
        {
            if (!root.TryGetProperty(name, out JsonElement context))
                continue;
            if (context.ValueKind == JsonValueKind.String)
                error.Message ??= context.GetString();
            else if (context.ValueKind == JsonValueKind.Object)
                error.ReadContext(context);
        }

        return error;
    }

    private void ReadContext(JsonElement context)
    {
        Message ??= String(context, "message");
        Domain ??= String(context, "domain");
        Reason ??= ReasonOf(context);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (context.TryGetProperty("fieldViolations", out JsonElement violations) && violations.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement violation in violations.EnumerateArray())
            {
                if (violation.ValueKind == JsonValueKind.Object && String(violation, "field") is { } field)
                    fields[field] = string.Join(", ", Keys(violation, "violations", "key"));
            }
        }
        else
        {
            // A refused field mutation maps each path to its rule.
            foreach (JsonProperty property in context.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("allowed", out JsonElement allowed)
                    && allowed.ValueKind == JsonValueKind.False)
                {
                    fields[property.Name] = ReasonOf(property.Value) ?? "not allowed";
                }
            }
        }

        if (fields.Count > 0)
            Fields = fields;
        if (context.TryGetProperty("errorCodes", out JsonElement codes) && codes.ValueKind == JsonValueKind.Array)
        {
            IEnumerable<string> told = codes.EnumerateArray()
                .Where(c => c.ValueKind == JsonValueKind.Object)
                .Select(c => String(c, "message") ?? String(c, "code") ?? String(c, "link"))
                .OfType<string>();
            // The service says the same in `context` and in `errorDetail`.
            foreach (string text in told)
            {
                if (Message is null || Message.IndexOf(text, StringComparison.Ordinal) < 0)
                    Message = Message is null ? text : $"{Message}; {text}";
            }
        }
    }

    private static ServiceError? ReadApplicationErrors(int status, JsonElement root)
    {
        if (!root.TryGetProperty("errors", out JsonElement errors) || errors.ValueKind != JsonValueKind.Array)
            return null;
        JsonElement first = errors.EnumerateArray().FirstOrDefault();
        var error = new ServiceError(status, ErrorBodyShape.ApplicationErrors);
        if (first.ValueKind == JsonValueKind.Object)
            error.ReadApplicationError(first);
        return error;
    }

    private static ServiceError? ReadSingle(int status, JsonElement root)
    {
        if (!root.TryGetProperty("title", out _) && !root.TryGetProperty("detail", out _))
            return null;
        var error = new ServiceError(status, ErrorBodyShape.SingleApplicationError);
        error.ReadApplicationError(root);
        return error;
    }

    private void ReadApplicationError(JsonElement element)
    {
        Key = String(element, "code");
        RequestId = String(element, "id");
        string? title = String(element, "title");
        string? detail = String(element, "detail");
        Message = title is null ? detail : detail is null ? title : $"{title}: {detail}";
    }

    private static ServiceError? ReadServlet(int status, JsonElement root)
    {
        if (!root.TryGetProperty("timestamp", out _) && !(root.TryGetProperty("path", out _) && root.TryGetProperty("message", out _)))
            return null;
        return new ServiceError(status, ErrorBodyShape.Servlet)
        {
            Key = String(root, "error"),
            Message = String(root, "message"),
            RequestId = String(root, "requestId"),
        };
    }

    private static ServiceError? ReadProxy(int status, JsonElement root) =>
        root.TryGetProperty("message", out _)
            ? new ServiceError(status, ErrorBodyShape.Proxy) { Message = String(root, "message") }
            : null;

    private static ServiceError? ReadScim(int status, JsonElement root)
    {
        bool schema = root.TryGetProperty("schemas", out JsonElement schemas) && schemas.ValueKind == JsonValueKind.Array
            && schemas.EnumerateArray().Any(s => s.ValueKind == JsonValueKind.String && s.GetString()!.EndsWith(":Error", StringComparison.Ordinal));
        if (schema)
            return new ServiceError(status, ErrorBodyShape.Scim) { Key = String(root, "scimType"), Message = String(root, "detail") };
        return root.TryGetProperty("traceId", out _) && root.TryGetProperty("error", out _)
            ? new ServiceError(status, ErrorBodyShape.Scim) { Message = String(root, "error"), RequestId = String(root, "traceId") }
            : null;
    }

    private static ServiceError? ReadSite(int status, JsonElement root)
    {
        if (!root.TryGetProperty("errorMessages", out JsonElement messages) || messages.ValueKind != JsonValueKind.Array)
            return null;
        var error = new ServiceError(status, ErrorBodyShape.Site)
        {
            Message = string.Join("; ", messages.EnumerateArray().Where(m => m.ValueKind == JsonValueKind.String).Select(m => m.GetString())),
        };
        if (root.TryGetProperty("errors", out JsonElement fields) && fields.ValueKind == JsonValueKind.Object)
        {
            var named = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (JsonProperty field in fields.EnumerateObject())
                named[field.Name] = field.Value.ToString();
            error.Fields = named;
        }

        return error;
    }

    private static string? ReasonOf(JsonElement rule) =>
        rule.TryGetProperty("reason", out JsonElement reason)
            ? reason.ValueKind == JsonValueKind.Object ? String(reason, "key") : reason.ValueKind == JsonValueKind.String ? reason.GetString() : null
            : null;

    private static List<string> Keys(JsonElement element, string array, string name) =>
        element.TryGetProperty(array, out JsonElement items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object).Select(i => String(i, name)).OfType<string>().ToList()
            : [];

    private static string? String(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    private static Dictionary<string, string> WithoutSecrets(IReadOnlyDictionary<string, string> fields, string? secret)
    {
        var clean = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> field in fields)
            clean[Redaction.Scrub(field.Key, secret)!] = Redaction.Scrub(field.Value, secret)!;
        return clean;
    }

    private static string ExcerptOf(byte[] body, string? secret)
    {
        // Scrubbed before it is cut, and cut far from where reading ended: half a key would no longer look like one.
        int length = ExcerptLength * 2;
        string text;
        do
        {
            length = Math.Min(body.Length, length * 2);
            text = Redaction.Scrub(Encoding.UTF8.GetString(body, 0, length).Trim(), secret)!;
        }
        while (length < body.Length && text.Length < ExcerptLength + LongestSecret);
        return new string(text.Take(ExcerptLength).Select(c => char.IsControl(c) ? ' ' : c).ToArray());
    }

    private static bool LooksLikeMarkup(string text) => text.StartsWith("<", StringComparison.Ordinal);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
