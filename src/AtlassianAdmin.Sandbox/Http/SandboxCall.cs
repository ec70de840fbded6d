using System.Globalization;
using AtlassianAdmin.Sandbox.Audit;

namespace AtlassianAdmin.Sandbox.Http;

/// <summary>One request taken apart, with what is known about its sender.</summary>
internal sealed class SandboxCall
{
    private readonly Dictionary<string, List<string>> _query;
    private readonly List<AuditEntry> _entries = [];

    private SandboxCall(
        SandboxRequest request, string path, string[] segments, string query, KeyKind key, DateTimeOffset now)
    {
        Request = request;
        Path = path;
        Segments = segments;
        QueryText = query;
        _query = ReadQuery(query);
        Key = key;
        Now = now;
    }

    public SandboxRequest Request { get; }

    /// <summary>The path as it came, percent-encoded.</summary>
    public string Path { get; }

    /// <summary>The parts of the path, decoded; an encoded slash stays inside its part.</summary>
    public string[] Segments { get; }

    /// <summary>The query as it came, percent-encoded.</summary>
    public string QueryText { get; }

    /// <summary>The names of the parameters in the query.</summary>
    public IEnumerable<string> QueryNames => _query.Keys;

    public KeyKind Key { get; }

    /// <summary>What this call has done, for the audit log.</summary>
    public IReadOnlyList<AuditEntry> AuditEntries => _entries;

    public DateTimeOffset Now { get; }

    /// <summary>The id that the vendor's support would ask for.</summary>
    public string TraceId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The beginning of it, as error bodies carry it.</summary>
    public string ShortTraceId => TraceId.Substring(0, 8);

    /// <summary>Whether it is for a site: on the site's own host, or behind the gateway.</summary>
    public bool IsOfSite => Segments[0] is "rest" or "ex" or "_edge";

    /// <summary>Neither a body nor the name of its type: as the vendor's own examples of the lifecycle send it.</summary>
    public bool HasNoBody => Request.Body.IsEmpty && Request.ContentType is null;

    public bool HasJsonBody
    {
        get
        {
            string type = Request.ContentType ?? "";
            int parameters = type.IndexOf(';');
            string mediaType = parameters < 0 ? type : type.Substring(0, parameters);
            return mediaType.Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || (Segments[0] == "scim" && mediaType.Trim().Equals("application/scim+json", StringComparison.OrdinalIgnoreCase));
        }
    }

    public static SandboxCall Read(SandboxRequest request, KeyKind key, DateTimeOffset now)
    {
        string target = request.PathAndQuery;
        int question = target.IndexOf('?');
        string path = question < 0 ? target : target.Substring(0, question);
        string query = question < 0 ? "" : target.Substring(question + 1);
        string[] segments = (path.StartsWith("/", StringComparison.Ordinal) ? path.Substring(1) : path).Split('/');
        for (int i = 0; i < segments.Length; i++)
            segments[i] = Uri.UnescapeDataString(segments[i]);
        return new SandboxCall(request, path, segments, query, key, now);
    }

    /// <summary>The address of something beside this request, on the same host.</summary>
    public string AddressOf(string pathAndQuery) => new Uri(Request.BaseAddress, pathAndQuery).AbsoluteUri;

    /// <summary>Notes a change for the audit log; what was asked for and changed nothing is not noted.</summary>
    public void Record(AuditAction action, params AuditTarget[] targets) => _entries.Add(new AuditEntry(action, targets));

    public string? Query(string name) => _query.TryGetValue(name, out List<string>? values) ? values[0] : null;

    public IReadOnlyList<string> QueryAll(string name) => _query.TryGetValue(name, out List<string>? values) ? values : [];

    /// <summary>The values of a parameter; null when it is not there.</summary>
    public IReadOnlyList<string>? QueryList(string name) => QueryAll(name) is { Count: > 0 } values ? values : null;

    /// <summary>A parameter as a number; null when it is not there, or none.</summary>
    public int? QueryNumber(string name) =>
        int.TryParse(Query(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    public static Dictionary<string, List<string>> ReadQuery(string query)
    {
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (string pair in query.Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            string name = Decode(equals < 0 ? pair : pair.Substring(0, equals));
            if (!values.TryGetValue(name, out List<string>? list))
                values[name] = list = [];
            list.Add(equals < 0 ? "" : Decode(pair.Substring(equals + 1)));
        }

        return values;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
