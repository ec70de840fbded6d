using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>What a list of the SCIM directory is asked for: one exact match, and a window. Source: RFC 7644, section 3.4.2.</summary>
internal sealed class ScimQuery
{
    public const int MaximumCount = 100;

    private static readonly Regex Match = new("^([A-Za-z]+) eq (\".*\")$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline);

    private ScimQuery(string? attribute, string? value, int start, int count)
    {
        Attribute = attribute;
        Value = value;
        Start = start;
        Count = count;
    }

    /// <summary>The attribute that has to match; null for no filter.</summary>
    public string? Attribute { get; }

    public string? Value { get; }

    /// <summary>Counted from 1.</summary>
    public int Start { get; }

    public int Count { get; }

    public static bool TryRead(SandboxCall call, IReadOnlyList<string> filterable, int maximumPageSize, out ScimQuery query, out SandboxReply? refusal)
    {
        query = new ScimQuery(null, null, 1, 0);
        refusal = null;
        if (!TryNumber(call.Query("startIndex"), 1, out int start) || !TryNumber(call.Query("count"), MaximumCount, out int count))
        {
            refusal = ScimErrors.InvalidValue("startIndex and count have to be numbers.");
            return false;
        }

        string? attribute = null;
        string? value = null;
        if (call.Query("filter") is { } filter)
        {
            Match match = Match.Match(filter);
            attribute = filterable.FirstOrDefault(name => string.Equals(name, match.Groups[1].Value, StringComparison.OrdinalIgnoreCase));
            if (attribute is null || (value = Unquote(match.Groups[2].Value)) is null)
            {
                refusal = ScimErrors.InvalidFilter();
                return false;
            }
        }

        // Less than 1 counts as 1, less than 0 as 0.
        query = new ScimQuery(attribute, value, Math.Max(1, start), Math.Min(Math.Max(0, count), Math.Min(MaximumCount, maximumPageSize)));
        return true;
    }

    public ScimList<TView> Page<TItem, TView>(IEnumerable<TItem> matching, Func<TItem, TView> view)
    {
        TItem[] all = matching.ToArray();
        TView[] page = all.Skip(Start - 1).Take(Count).Select(view).ToArray();
        return new ScimList<TView>
        {
            Schemas = [ScimSchemaIds.ListResponse],
            TotalResults = all.Length,
            StartIndex = Start,
            ItemsPerPage = page.Length,
            Resources = page,
        };
    }

    private static bool TryNumber(string? text, int otherwise, out int number)
    {
        number = otherwise;
        return text is null || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static string? Unquote(string quoted)
    {
        try
        {
            return JsonSerializer.Deserialize(quoted, SandboxWireJson.Default.String);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
