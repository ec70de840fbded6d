using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AtlassianAdmin.Changes.Files;

/// <summary>Finds the file behind a link: a draft that takes the place of the link would leave the file as it was.</summary>
internal static class FileLink
{
    // As many as Linux follows.
    private const int MostLinks = 40;
    private const int LongestPath = 32768;

    /// <summary>The file that a path names, whether or not it is there.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="IOException">The links lead back to themselves.</exception>
    public static string Resolve(string path) => Path.DirectorySeparatorChar == '/' ? FollowLinks(path) : FinalPath(path);

    private static string FollowLinks(string path)
    {
        byte[] buffer = new byte[LongestPath];
        string here = path;
        for (int links = 0; links < MostLinks; links++)
        {
            int length = (int)ReadLink(Encoding.UTF8.GetBytes(here + '\0'), buffer, new IntPtr(buffer.Length));
            // No link, or nothing there: this is the file.
            if (length < 0)
                return here;
            string next = Encoding.UTF8.GetString(buffer, 0, length);
            here = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? "/", next));
        }

        throw new IOException($"{path} is a link that leads back to itself.");
    }

    private static string FinalPath(string path)
    {
        if (!File.Exists(path) || (File.GetAttributes(path) & FileAttributes.ReparsePoint) == 0)
            return path;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        char[] name = new char[LongestPath];
        uint length = GetFinalPath(file.SafeFileHandle, name, (uint)name.Length, 0);
        return length == 0 || length >= name.Length ? path : WithoutPrefix(new string(name, 0, (int)length));
    }

    // Windows tells such a path with a prefix that turns off its own rules of paths.
    private static string WithoutPrefix(string path) =>
        path.StartsWith(@"\\?\UNC\", StringComparison.Ordinal) ? @"\\" + path.Substring(8)
        : path.StartsWith(@"\\?\", StringComparison.Ordinal) ? path.Substring(4)
        : path;

    [DllImport("libc", EntryPoint = "readlink")]
    private static extern IntPtr ReadLink(byte[] path, byte[] buffer, IntPtr size);

    [DllImport("kernel32.dll", EntryPoint = "GetFinalPathNameByHandleW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetFinalPath(SafeFileHandle file, [Out] char[] path, uint size, uint flags);
}
