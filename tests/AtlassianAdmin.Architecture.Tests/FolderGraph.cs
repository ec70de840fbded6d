namespace AtlassianAdmin.Architecture.Tests;

/// <summary>The folders of a project, and which of them uses which. A folder is a namespace.</summary>
internal sealed class FolderGraph
{
    private readonly Dictionary<Arrow, IReadOnlyList<TypeUse>> _arrows;

    public FolderGraph(IEnumerable<TypeUse> uses) =>
        _arrows = uses.Where(u => u.User.Namespace != u.Used.Namespace)
            .GroupBy(u => new Arrow(u.User.Namespace, u.Used.Namespace))
            .ToDictionary(g => g.Key, g => (IReadOnlyList<TypeUse>)[.. g]);

    public IEnumerable<Arrow> Arrows => _arrows.Keys.Order();

    /// <summary>Every circle, with the types that close it; empty when there is none.</summary>
    public IReadOnlyList<string> Circles()
    {
        Arrow[] arrows = [.. Arrows];
        var circles = new List<string>();
        string[] left = [.. arrows.SelectMany(a => new[] { a.From, a.To }).Distinct().Order(StringComparer.Ordinal)];
        while (left.Length > 0)
        {
            string[] together = [.. left.Where(f => f == left[0] || (Reaches(arrows, left[0], f) && Reaches(arrows, f, left[0])))];
            if (together.Length > 1)
                circles.Add(Describe([.. arrows.Where(a => together.Contains(a.From) && together.Contains(a.To))]));
            left = [.. left.Except(together)];
        }

        return circles;
    }

    private string Describe(IReadOnlyCollection<Arrow> circle)
    {
        // The fewest first: they are the likeliest to be wrong.
        IEnumerable<string> lines = circle.OrderBy(a => _arrows[a].Count).ThenBy(a => a).Select(Describe);
        return string.Join("\n  ", lines.Prepend($"These folders use each other in a circle: {string.Join(", ", circle.Select(a => a.From).Distinct())}"));
    }

    private string Describe(Arrow arrow)
    {
        IReadOnlyList<TypeUse> uses = _arrows[arrow];
        string more = uses.Count > 5 ? $" and {uses.Count - 5} more" : "";
        return $"{arrow}: {string.Join(", ", uses.Take(5).Select(u => $"{u.User} uses {u.Used}"))}{more}";
    }

    private static bool Reaches(Arrow[] arrows, string from, string to)
    {
        var seen = new HashSet<string> { from };
        var next = new Queue<string>(seen);
        while (next.TryDequeue(out string? here))
        {
            foreach (string there in arrows.Where(a => a.From == here).Select(a => a.To))
            {
                if (there == to)
                    return true;
                if (seen.Add(there))
                    next.Enqueue(there);
            }
        }

        return false;
    }
}
