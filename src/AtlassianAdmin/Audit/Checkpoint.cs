using System.IO;
using System.Text;

namespace AtlassianAdmin.Audit;

/// <summary>A file that keeps how far the audit log has been read. It is replaced as a whole, so that a killed run leaves the last good one.</summary>
internal sealed class Checkpoint
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;

    public Checkpoint(string path) => _path = path;

    /// <summary>The cursor that was kept; null when there is none yet.</summary>
    public string? Read()
    {
        if (!File.Exists(_path))
            return null;
        string cursor = File.ReadAllText(_path, Utf8).Trim();
        return cursor.Length == 0 ? null : cursor;
    }

    /// <summary>Fails where the file cannot be written: better now than after the first events.</summary>
    public void Prove()
    {
        File.WriteAllText(_path + ".new", "", Utf8);
        File.Delete(_path + ".new");
    }

    public void Write(string cursor)
    {
        string fresh = _path + ".new";
        File.WriteAllText(fresh, cursor, Utf8);
        if (File.Exists(_path))
            File.Replace(fresh, _path, destinationBackupFileName: null);
        else
            File.Move(fresh, _path);
    }
}
