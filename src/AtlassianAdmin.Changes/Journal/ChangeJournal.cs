using System.IO;
using System.Text.Json;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>
/// What a journal holds: JSON Lines, one for each run, one before each change and one after it. A process that was killed may
/// leave half a last line, and a change without its result; both are understood.
/// </summary>
public sealed class ChangeJournal
{
    private readonly List<JournalRun> _runs = [];
    private readonly List<JournaledChange> _changes = [];

    private ChangeJournal(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The runs, in the order in which they began.</summary>
    public IReadOnlyList<JournalRun> Runs => _runs.AsReadOnly();

    /// <summary>The changes, in the order in which they were sent.</summary>
    public IReadOnlyList<JournaledChange> Changes => _changes.AsReadOnly();

    /// <summary>How many lines a killed process left unfinished.</summary>
    public int TornLines { get; private set; }

    /// <summary>Reads a journal, also one that is being written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.JournalUnusable"/> when it cannot be read, or is no journal.</exception>
    public static ChangeJournal Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Read(path, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new AdminException(ErrorCode.JournalUnusable, e, ("detail", e.Message));
        }
    }

    /// <summary>Reads a journal from its bytes.</summary>
    internal static ChangeJournal Read(string path, Stream bytes)
    {
        var journal = new ChangeJournal(path);
        var begun = new Dictionary<int, JournaledChange>();
        var runs = new Dictionary<string, JournalRun>(StringComparer.Ordinal);
        int number = 0;
        int torn = 0;
        foreach (ReadOnlyMemory<byte> text in Lines(bytes))
        {
            number++;
            if (text.Length == 0)
                continue;
            if (Parse(text.Span) is not { } line)
            {
                if (journal._runs.Count == 0 && !MayBeHalfARun(text.Span))
                    throw Damaged(path, number, "it is no line of a journal");
                torn = torn == 0 ? number : torn;
                journal.TornLines++;
                continue;
            }

            // A process that goes on writes a run first, so anything else after half a line is damage.
            if (torn > 0 && line.Record != JournalRecord.Run)
                throw Damaged(path, torn, "it is no line of a journal");
            torn = 0;
            journal.Take(line, number, runs, begun);
        }

        return journal;
    }

    // Any other file that somebody names by mistake must not be written to.
    private static bool MayBeHalfARun(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> start = "{\"record\":\"Run\""u8;
        return text.Slice(0, Math.Min(text.Length, start.Length)).SequenceEqual(start.Slice(0, Math.Min(text.Length, start.Length)))
            || text.ToArray().All(b => b == 0);
    }

    private void Take(JournalLine line, int lineNumber, Dictionary<string, JournalRun> runs, Dictionary<int, JournaledChange> begun)
    {
        switch (line.Record)
        {
            case JournalRecord.Run when line.Format != JournalLine.CurrentFormat:
                throw Damaged(Path, lineNumber, $"its format is '{line.Format}', and this version reads {JournalLine.CurrentFormat}");
            case JournalRecord.Run:
                JournalRun run = JournalRun.Of(line);
                runs[run.RunId] = run;
                _runs.Add(run);
                break;
            case JournalRecord.Begin when line is { Change: { } number, Run: { } runId } && runs.TryGetValue(runId, out JournalRun? known):
                begun[number] = JournaledChange.Of(line, known);
                _changes.Add(begun[number]);
                break;
            // It may come again, with what reading back has told: the last one holds.
            case JournalRecord.End when line.Change is { } ended && begun.TryGetValue(ended, out JournaledChange? change):
                change.Complete(line);
                break;
            default:
                throw Damaged(Path, lineNumber, "it belongs to no run or change above it");
        }
    }

    private static JournalLine? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, JournalJson.Lines);
        }
        catch (JsonException)
        {
            // Half a line; whether it may be one, the caller knows.
            return null;
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(Stream bytes)
    {
        using var content = new MemoryStream();
        bytes.CopyTo(content);
        byte[] all = content.GetBuffer();
        int length = (int)content.Length;
        for (int start = 0; start < length;)
        {
            int end = Array.IndexOf(all, (byte)'\n', start, length - start);
            int stop = end < 0 ? length : end;
            yield return new ReadOnlyMemory<byte>(all, start, stop - start);
            start = stop + 1;
        }
    }

    private static AdminException Damaged(string path, int line, string why) =>
        new(ErrorCode.JournalUnusable, ("detail", $"line {line} of {path} cannot be read, {why}"));
}
