using System.IO;
using AtlassianAdmin.Changes.Files;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>The file beside a journal that one writer holds. It stays when the writer is gone: a file that is deleted and made anew keeps nobody off.</summary>
internal sealed class JournalLock : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly DateTime _stamp;

    private JournalLock(string path, FileStream file, DateTime stamp)
    {
        _path = path;
        _file = file;
        _stamp = stamp;
    }

    /// <summary>Why the lock is no longer the one that was taken; null while it is.</summary>
    public string? Violation
    {
        get
        {
            var file = new FileInfo(_path);
            return !file.Exists ? $"the lock {_path} was deleted"
                : CanBeReplaced && file.LastWriteTimeUtc != _stamp ? $"the lock {_path} is another run's"
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
            // It stays empty, and so everybody can read it. Its time tells whose it is.
            if (CanBeReplaced)
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return new JournalLock(path, file, File.GetLastWriteTimeUtc(path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // Windows keeps a file that is held from being deleted.
    private static bool CanBeReplaced => Path.DirectorySeparatorChar == '/';

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
