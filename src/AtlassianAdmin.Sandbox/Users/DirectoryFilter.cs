using System.Globalization;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Users;

/// <summary>Which directories are asked for.</summary>
internal sealed class DirectoryFilter
{
    private readonly string? _accountId;
    private readonly IReadOnlyList<string> _directoryIds;
    private readonly string? _searchTerm;
    private readonly string? _limit;

    public DirectoryFilter(string? accountId, IReadOnlyList<string> directoryIds, string? searchTerm, string? limit)
    {
        _accountId = accountId;
        _directoryIds = directoryIds;
        _searchTerm = searchTerm;
        _limit = limit;
    }

    public int? Limit => int.TryParse(_limit, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : null;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static DirectoryFilter Read(string text)
    {
        Dictionary<string, List<string>> values = SandboxCall.ReadQuery(text);
        return new DirectoryFilter(First("accountId"), values.TryGetValue("directoryIds", out List<string>? ids) ? ids : [], First("searchTerm"), First("limit"));

        string? First(string name) => values.TryGetValue(name, out List<string>? list) ? list[0] : null;
    }

    /// <summary>What is wrong with the request by the vendor's document; null when nothing is.</summary>
    public string? Problem() =>
        _limit is not null && Limit is not (>= 1 and <= 100) ? "limit must be from 1 to 100."
        : _directoryIds.Count > 10 ? "directoryIds must have from 1 to 10 values."
        : null;

    /// <summary>True when a directory, by its place in the list, is asked for.</summary>
    public bool Matches(Directory directory, int index, PeopleStore people) =>
        (_directoryIds.Count == 0 || _directoryIds.Contains(directory.DirectoryId, StringComparer.OrdinalIgnoreCase))
        && (_searchTerm is null || directory.Name!.IndexOf(_searchTerm, StringComparison.OrdinalIgnoreCase) >= 0)
        && (_accountId is null || people.ById(_accountId)?.Memberships.Any(membership => membership.Directory == index) == true);

    /// <summary>The filter as a query, to go on with later.</summary>
    public override string ToString()
    {
        IEnumerable<(string Name, string? Value)> values =
            [("accountId", _accountId), ("searchTerm", _searchTerm), ("limit", _limit), .. _directoryIds.Select(id => ("directoryIds", (string?)id))];
        return string.Join("&", values.Where(pair => pair.Value is not null).Select(pair => pair.Name + "=" + Uri.EscapeDataString(pair.Value!)));
    }
}
