using System.IO;

namespace AtlassianAdmin.Changes.Files;

/// <summary>
/// Writes a file whole or not at all: a draft in the same folder, flushed to the disk, put in place. A kill or a full disk leaves the
/// file as it was. Only the owner can read what is written, where the system knows rights.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The file. Of a link, what it points to is written.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="keep">True to fail where a file is there already.</param>
    /// <exception cref="IOException">It could not be written. Where only the last step failed, the message names the finished draft.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not let us write.</exception>
    public static void Write(string path, Action<Stream> write, bool keep = false)
    {
        string target = FileLink.Resolve(Path.GetFullPath(path));
        string folder = Path.GetDirectoryName(target) ?? target;
        if (Directory.Exists(target))
            throw new IOException($"{path} is a folder.");
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The folder {folder} is not there.");
        if (IsDevice(target))
        {
            using var device = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            return;
        }

        string draft = $"{target}.{Guid.NewGuid().ToString("N").Substring(0, 8)}.tmp";
        try
        {
            using var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            FileRights.RestrictToOwner(draft);
            write(file);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            Forget(draft);
            throw;
        }

        try
        {
            Place(draft, target, keep);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{e.Message.TrimEnd('.')}. The new content is complete in {draft}.", e);
        }

        // Where a file was there, Windows has kept its rights.
        FileRights.RestrictToOwner(target);
    }

    private static void Place(string draft, string target, bool keep)
    {
        if (keep || !File.Exists(target))
            File.Move(draft, target);
        else
            File.Replace(draft, target, destinationBackupFileName: null, ignoreMetadataErrors: true);
    }

    // A device is written to, never replaced by a file.
    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal) && File.Exists(path);

    private static void Forget(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The failure that is told is why the draft could not be written.
        }
    }
}
