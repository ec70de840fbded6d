using System.Globalization;
using System.IO;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>Whether a journal is as it was written: each line proves itself by its hash, and its place by the hash of the line before.</summary>
public sealed class JournalCheck
{
    private const string NotFound =
        "No line has the hash that you kept: lines were cut off at the end, or the file was written anew.";

    private const string Unseen =
        "A chain of hashes cannot find two things: lines that were cut off at the end, and a file that was written anew as a whole. "
        + "Keep LastHash somewhere else, such as in the report of the run, and give it to -LastHash: then both are found.";

    private readonly List<JournalFault> _faults = [];

    private JournalCheck(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>True when no fault was found.</summary>
    public bool IsIntact => _faults.Count == 0;

    /// <summary>How many lines there are.</summary>
    public int Lines { get; private set; }

    /// <summary>How many lines a killed process left unfinished. They are no fault.</summary>
    public int TornLines { get; private set; }

    /// <summary>What is wrong, in the order of the lines.</summary>
    public IReadOnlyList<JournalFault> Faults => DetailList.Of<JournalFault>(_faults);

    /// <summary>The hash of the last whole line; null of an empty journal.</summary>
    public string? LastHash { get; private set; }

    /// <summary>What the check proves, and what it cannot find.</summary>
    public string Detail { get; private set; } = Unseen;

    /// <summary>Checks a journal.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lastHash">A hash that was kept elsewhere; null for none.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.JournalUnusable"/> when it cannot be read, or is no journal.</exception>
    public static JournalCheck Of(string path, string? lastHash = null)
    {
        try
        {
            using FileStream file = JournalReader.Open(path);
            // Another file, or another format, is refused as every reader does.
            _ = ChangeJournal.Read(path, file);
            file.Seek(0, SeekOrigin.Begin);
            return Of(path, file, lastHash);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new AdminException(ErrorCode.JournalUnusable, e, ("detail", e.Message.TrimEnd('.')));
        }
    }

    /// <summary>Checks the bytes of a journal.</summary>
    internal static JournalCheck Of(string path, Stream bytes, string? lastHash)
    {
        var check = new JournalCheck(path);
        Link[] links = JournalReader.Read(bytes).Select(f => new Link(f)).ToArray();
        var lineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Link link in links.Where(l => l.IsTrue && !lineOf.ContainsKey(l.Hash!)))
            lineOf.Add(link.Hash!, link.Number);
        check.Lines = links.Length;
        check.LastHash = links.LastOrDefault(l => l.IsTrue)?.Hash;
        check.Walk(links, lineOf);
        if (lastHash is not null)
            check.Compare(lastHash.Trim().ToLowerInvariant(), lineOf);
        return check;
    }

    private void Walk(Link[] links, Dictionary<string, int> lineOf)
    {
        Link? before = null;
        var damaged = new List<Link>();
        foreach (Link link in links)
        {
            if (!link.IsTrue)
            {
                damaged.Add(link);
                continue;
            }

            Take(damaged, isTorn: link.IsRun && link.Previous == before?.Hash);
            // What follows a damaged line names a hash that no line has any more.
            bool followsDamage = damaged.Count > 0 && link.Previous is not null && !lineOf.ContainsKey(link.Previous);
            if (link.Previous != before?.Hash && !followsDamage)
                Place(link, lineOf);
            damaged.Clear();
            before = link;
        }

        Take(damaged, isTorn: damaged.Count > 0 && !damaged[damaged.Count - 1].IsEnded);
    }

    // A killed process leaves one line unfinished, and the next run begins behind it; which may be killed in its first line, too.
    private void Take(List<Link> damaged, bool isTorn)
    {
        if (isTorn && damaged.TrueForAll(d => d.Hash is null) && damaged.Skip(1).All(d => d.MayBeHalfARun))
        {
            TornLines += damaged.Count;
            return;
        }

        foreach (Link link in damaged)
        {
            if (link.Hash is null)
                Add(link, JournalFaultKind.Unreadable, "it is no whole line of a journal");
            else
                Add(link, JournalFaultKind.Altered, "its text does not fit its hash");
        }
    }

    private void Place(Link link, Dictionary<string, int> lineOf)
    {
        if (lineOf[link.Hash!] < link.Number)
            Add(link, JournalFaultKind.Reordered, Text("it repeats line {0}", lineOf[link.Hash!]));
        else if (link.Previous is null)
            Add(link, JournalFaultKind.Reordered, "it was the first line of a journal");
        else if (lineOf.TryGetValue(link.Previous, out int predecessor))
            Add(link, JournalFaultKind.Reordered, Text("it was written behind what is line {0} now", predecessor));
        else
            Add(link, JournalFaultKind.Missing, "the line before it was taken out");
    }

    private void Compare(string lastHash, Dictionary<string, int> lineOf)
    {
        if (lineOf.TryGetValue(lastHash, out int line))
        {
            Detail = Text("The hash that you kept is that of line {0}: nothing was cut off before it, and the file was not written anew.", line);
            return;
        }

        Detail = NotFound;
        _faults.Add(new JournalFault(Lines, JournalFaultKind.CutOff, NotFound));
    }

    private void Add(Link link, JournalFaultKind kind, string why) =>
        _faults.Add(new JournalFault(link.Number, kind, Text("Line {0}: {1}.", link.Number, why)));

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {(IsIntact ? "intact" : string.Join(" ", _faults))}";

    /// <summary>A line as the chain sees it.</summary>
    private sealed class Link(FoundLine found)
    {
        public int Number { get; } = found.Number;

        public string? Hash { get; } = found.Hash;

        public string? Previous { get; } = found.Line?.Previous;

        public bool IsTrue { get; } = found.Line is not null;

        public bool IsRun { get; } = found.Line?.Record == JournalRecord.Run;

        public bool IsEnded { get; } = found.IsEnded;

        public bool MayBeHalfARun { get; } = found.MayBeHalfARun;
    }
}
