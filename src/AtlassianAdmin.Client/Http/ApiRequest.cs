using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AtlassianAdmin.Client.Http;

/// <summary>How a request may be repeated when nobody knows whether it arrived.</summary>
internal enum RequestEffect
{
    /// <summary>Reads only, whatever its method.</summary>
    Reads,

    /// <summary>Sets a state: sending it twice ends where sending it once does.</summary>
    SetsState,

    /// <summary>Creates or invites: sending it twice may do it twice.</summary>
    Creates,
}

/// <summary>One request, described before it is sent: the template path stays apart from its values, so that logs show no person.</summary>
internal sealed class ApiRequest
{
    // Account ids have at most 128 characters, and no other id comes near this.
    private const int LongestId = 500;
    private static readonly byte[] EmptyObject = Encoding.UTF8.GetBytes("{}");

    private readonly List<(string Name, string Value)> _path = [];
    private readonly List<(string Name, string Value)> _query = [];
    private Func<JsonSerializerOptions, byte[]>? _body;

    public ApiRequest(HttpMethod method, ApiFamily family, string template, RequestEffect effect)
    {
        Method = method;
        Family = family;
        Template = template;
        Effect = effect;

        // Atlassian answers 415 to a write without a JSON body, also where its document shows none.
        if (method != HttpMethod.Get && method != HttpMethod.Delete)
            _body = static _ => EmptyObject;
    }

    public HttpMethod Method { get; }

    public ApiFamily Family { get; }

    /// <summary>The path with <c>{names}</c>, as the vendor's documents print it.</summary>
    public string Template { get; }

    public RequestEffect Effect { get; }

    /// <summary>The account this is about, for error texts; null when it is about none.</summary>
    public string? AccountId { get; private set; }

    /// <summary>True for what is asked without any credential.</summary>
    public bool IsAnonymous { get; private set; }

    /// <summary>True when the target was read: gone after a lost answer, it went by this request.</summary>
    public bool IsTargetRead { get; private set; } = true;

    /// <summary>What is attempted, for error texts.</summary>
    public string Action { get; private set; } = "reading";

    public ApiRequest For(string accountId)
    {
        AccountId = accountId;
        return With("account_id", accountId);
    }

    /// <summary>Names the account in error texts when it is not part of the path.</summary>
    public ApiRequest About(string accountId)
    {
        AccountId = accountId;
        return this;
    }

    public ApiRequest Anonymously()
    {
        IsAnonymous = true;
        return this;
    }

    /// <summary>Tells whether the target is known from reading it. One that was typed may never have been there.</summary>
    public ApiRequest OnTarget(bool isRead)
    {
        IsTargetRead = isRead;
        return this;
    }

    public ApiRequest As(string action)
    {
        Action = action;
        return this;
    }

    /// <summary>The codes of refusals that are an answer as good as a success.</summary>
    public IReadOnlyList<string> AnswersToo { get; private set; } = [];

    /// <summary>Takes refusals of these codes as answers: they end no call.</summary>
    public ApiRequest Answering(params string[] codes)
    {
        AnswersToo = codes;
        return this;
    }

    /// <summary>The version that must still be there; null for any.</summary>
    public string? Version { get; private set; }

    /// <summary>Insists on a version of what is changed. Source: RFC 7644, section 3.14.</summary>
    public ApiRequest IfMatch(string? version)
    {
        Version = string.IsNullOrWhiteSpace(version) ? null : version;
        return this;
    }

    public ApiRequest With(string name, string value)
    {
        // A dot segment would climb out of the path, and escaping does not change it.
        if (string.IsNullOrEmpty(value) || value is "." or "..")
            throw new AdminException(ErrorCode.InvalidIdentity, ("detail", $"'{value}' cannot be the {name} of a request"));
        if (value.Length > LongestId)
            throw new AdminException(ErrorCode.InvalidIdentity, ("detail", $"{value.Length} characters are too long for the {name} of a request"));
        _path.Add((name, value));
        return this;
    }

    public ApiRequest Query(string name, string? value)
    {
        if (value is not null)
            _query.Add((name, value));
        return this;
    }

    public ApiRequest Query(string name, int? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    public ApiRequest Query(string name, IEnumerable<string>? values)
    {
        // Arrays repeat the name: OpenAPI's default, and what the examples show.
        foreach (string value in values ?? [])
            _query.Add((name, value));
        return this;
    }

    public ApiRequest Json<T>(T body)
    {
        _body = json => JsonSerializer.SerializeToUtf8Bytes(body, (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T)));
        return this;
    }

    /// <summary>The body; null when there is none.</summary>
    /// <param name="json">How types are written.</param>
    public byte[]? Body(JsonSerializerOptions json) => _body?.Invoke(json);

    public Uri Address(Uri baseUri)
    {
        var address = new StringBuilder(baseUri.AbsoluteUri.TrimEnd('/'), capacity: 192);
        int place = 0;
        for (int open; (open = Template.IndexOf('{', place)) >= 0;)
        {
            int close = Template.IndexOf('}', open);
            address.Append(Template, place, open - place).Append(Escaped(ValueOf(Template.Substring(open + 1, close - open - 1))));
            place = close + 1;
        }

        address.Append(Template, place, Template.Length - place);
        char separator = '?';
        foreach ((string name, string value) in _query)
        {
            address.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return new Uri(address.ToString());
    }

    private string ValueOf(string name)
    {
        foreach ((string known, string value) in _path)
        {
            if (known == name)
                return value;
        }

        throw new InvalidOperationException($"{Template} was given no {name}.");
    }

    // A colon stands in a part of a path as it is (RFC 3986, section 3.3), and every known client of this service sends it so.
    private static string Escaped(string value) => IsPlain(value) ? value : Uri.EscapeDataString(value).Replace("%3A", ":");

    private static bool IsPlain(string value)
    {
        foreach (char c in value)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or '~' or ':'))
                return false;
        }

        return true;
    }
}
