using System.IO;
using AtlassianAdmin.Changes.Files;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>The file beside a journal that one writer holds. It stays when the writer is gone: a file that is deleted and made anew keeps nobody off.</summary>
internal sealed class JournalLock : IDisposable
{
    private const int LongestContent = 8192;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly long _length;

    private JournalLock(string path, FileStream file, long length)
    {
        _path = path;
        _file = file;
        _length = length;
    }

    /// <summary>Why the lock is no longer the one that was taken; null while it is.</summary>
    public string? Violation
    {
        get
        {
            var file = new FileInfo(_path);
            return !file.Exists ? $"the lock {_path} was deleted"
                : file.Length != _length || _file.Length != _length ? $"the lock {_path} is another run's"
                : null;
        }
    }

    /// <summary>Takes the lock of a journal.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.JournalInUse"/> when somebody else holds it.</exception>
    public static JournalLock Take(string journalPath)
    {
        string path = journalPath + ".lock";
        FileStream file = Hold(path, journalPath);
        try
        {
            FileRights.RestrictToOwner(path);
            // Nobody can read a held file everywhere, but everybody sees its length: a random one tells two runs apart.
            long length = 1 + (Math.Abs(Guid.NewGuid().GetHashCode() % LongestContent));
            file.SetLength(length);
            file.Flush(flushToDisk: true);
            return new JournalLock(path, file, length);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Hold(string path, string journalPath)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
        {
            throw new AdminException(ErrorCode.JournalInUse, e, ("detail", journalPath));
        }
    }
}
