using System.Globalization;
using System.IO;
using System.Text;
using AtlassianAdmin.Changes.Files;
using AtlassianAdmin.Client.Audit;

namespace AtlassianAdmin.Commands.Audit;

/// <summary>
/// A file that keeps how far the audit log has been read: the cursor, then the time of the last event and the events of that time. It is
/// replaced as a whole, so that a killed run leaves the last good one. Every fault of the file is <see cref="ErrorCode.CheckpointUnusable"/>.
/// </summary>
internal sealed class Checkpoint
{
    private const string TimePrefix = "time ";
    private const string EventPrefix = "event ";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // Longer than any cursor or id that was seen, and short enough for the address of a request.
    private const int LongestLine = 4096;

    // More events than one page has do not share one time.
    private const int MostLines = 1000;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;

    public Checkpoint(string path) => _path = path;

    /// <summary>The position that was kept; null when there is none yet.</summary>
    public AuditPosition? Read() => OnFile(() =>
    {
        if (!File.Exists(_path))
            return null;
        var lines = new List<string>();
        using (var reader = new StreamReader(_path, Utf8))
        {
            while (ReadLine(reader) is { } line)
            {
                lines.Add(line);
                if (lines.Count > MostLines)
                    throw NoCheckpoint();
            }
        }

        return lines.All(string.IsNullOrWhiteSpace) ? null : Parse(lines);
    });

    /// <summary>Fails where the file cannot be written: better now than after the first events.</summary>
    public void Prove() => OnFile(() =>
    {
        if (System.IO.Directory.Exists(_path))
            throw Unusable("it is a folder");
        if (File.Exists(_path))
            File.Open(_path, FileMode.Open, FileAccess.ReadWrite).Dispose();
        string trial = $"{_path}.{Guid.NewGuid().ToString("N").Substring(0, 8)}.tmp";
        File.WriteAllText(trial, "", Utf8);
        File.Delete(trial);
        return true;
    });

    /// <summary>Keeps a position in the place of the one before, once it is on the disk.</summary>
    public void Write(AuditPosition position) => OnFile(() =>
    {
        byte[] bytes = Utf8.GetBytes(string.Join("\n", Lines(position)));
        AtomicFile.Write(_path, file => file.Write(bytes, 0, bytes.Length));
        return true;
    });

    /// <summary>What is wrong when the service does not take the cursor of the file, and the file has no time.</summary>
    public AdminException Rejected(AdminException refusal) =>
        Unusable($"Atlassian does not know the place that it names (it is torn, or belongs to another organization): {refusal.Message}");

    private static IEnumerable<string> Lines(AuditPosition position)
    {
        yield return position.Cursor ?? "";
        if (position.Time is not { } time)
            yield break;
        yield return TimePrefix + time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        foreach (string id in position.EventIds)
            yield return EventPrefix + id;
    }

    private AuditPosition Parse(List<string> lines)
    {
        string cursor = lines[0].Trim();
        if (cursor.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\uFFFD'))
            throw NoCheckpoint();
        DateTimeOffset? time = null;
        var ids = new List<string>();
        foreach (string line in lines.Skip(1).Where(l => l.Trim().Length > 0))
        {
            if (time is not null && line.StartsWith(EventPrefix, StringComparison.Ordinal))
            {
                ids.Add(line.Substring(EventPrefix.Length));
            }
            else if (time is null && line.StartsWith(TimePrefix, StringComparison.Ordinal)
                && DateTimeOffset.TryParseExact(line.Substring(TimePrefix.Length), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset read))
            {
                time = read;
            }
            else
            {
                throw NoCheckpoint();
            }
        }

        return cursor.Length > 0 || time is not null ? new AuditPosition(cursor.Length == 0 ? null : cursor, time, ids) : throw NoCheckpoint();
    }

    // A line without an end would fill the memory.
    private string? ReadLine(StreamReader reader)
    {
        var line = new StringBuilder();
        int next;
        while ((next = reader.Read()) is not (-1 or '\n'))
        {
            if (line.Length > LongestLine)
                throw NoCheckpoint();
            line.Append((char)next);
        }

        return next == -1 && line.Length == 0 ? null : line.ToString().TrimEnd('\r');
    }

    private AdminException NoCheckpoint() => Unusable("it holds something else than a place in the audit log");

    private AdminException Unusable(string detail, Exception? inner = null)
    {
        (string, string?)[] facts = [("file", _path), ("detail", detail.TrimEnd('.'))];
        return inner is null ? new AdminException(ErrorCode.CheckpointUnusable, facts) : new AdminException(ErrorCode.CheckpointUnusable, inner, facts);
    }

    private T OnFile<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Unusable(e.Message, e);
        }
    }
}
