using System.IO;
using System.Text;

namespace AtlassianAdmin.Commands.Audit;

/// <summary>
/// A file that keeps how far the audit log has been read: the cursor, as one line. It is replaced as a whole, so that a killed run
/// leaves the last good one. Every fault of the file is <see cref="ErrorCode.CheckpointUnusable"/>.
/// </summary>
internal sealed class Checkpoint
{
    // Longer than any cursor that was seen, and short enough for the address of a request.
    private const int LongestCursor = 4096;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;

    public Checkpoint(string path) => _path = path;

    private string Fresh => _path + ".new";

    /// <summary>The cursor that was kept; null when there is none yet.</summary>
    public string? Read() => OnFile(() =>
    {
        if (!File.Exists(_path))
            return null;
        using var reader = new StreamReader(_path, Utf8);
        var text = new char[LongestCursor + 1];
        string cursor = new string(text, 0, reader.ReadBlock(text, 0, text.Length)).Trim();
        if (cursor.Length > LongestCursor || cursor.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\uFFFD'))
            throw Unusable("it holds something else than a place in the audit log");
        return cursor.Length == 0 ? null : cursor;
    });

    /// <summary>Fails where the file cannot be written: better now than after the first events.</summary>
    public void Prove() => OnFile(() =>
    {
        if (System.IO.Directory.Exists(_path))
            throw Unusable("it is a folder");
        if (File.Exists(_path))
            File.Open(_path, FileMode.Open, FileAccess.ReadWrite).Dispose();
        File.WriteAllText(Fresh, "", Utf8);
        File.Delete(Fresh);
        return true;
    });

    /// <summary>Puts a new file in the place of the old one, once it is on the disk.</summary>
    public void Write(string cursor) => OnFile(() =>
    {
        using (var stream = new FileStream(Fresh, FileMode.Create, FileAccess.Write))
        {
            byte[] bytes = Utf8.GetBytes(cursor);
            stream.Write(bytes, 0, bytes.Length);
            stream.Flush(flushToDisk: true);
        }

        if (File.Exists(_path))
            File.Replace(Fresh, _path, destinationBackupFileName: null);
        else
            File.Move(Fresh, _path);
        return true;
    });

    /// <summary>What is wrong when the service does not take the cursor of the file.</summary>
    public AdminException Rejected(AdminException refusal) =>
        Unusable($"Atlassian does not know the place that it names (it is torn, or belongs to another organization): {refusal.Message}");

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
