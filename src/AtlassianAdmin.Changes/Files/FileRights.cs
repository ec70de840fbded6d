using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace AtlassianAdmin.Changes.Files;

/// <summary>Who may read a file.</summary>
internal static class FileRights
{
    // The owner, and those whom no right keeps out on Unix either: the system and its administrators.
    private const string OwnerOnly = "D:P(A;;FA;;;OW)(A;;FA;;;SY)(A;;FA;;;BA)";
    private const uint OwnerReadsAndWrites = 0x180;
    private const uint SddlRevision = 1;
    private const uint DaclInformation = 4;

    /// <summary>Lets only the owner read and write a file. A volume that knows no rights leaves it as it is.</summary>
    public static void RestrictToOwner(string path)
    {
        if (Path.DirectorySeparatorChar == '/')
            _ = ChangeMode(Encoding.UTF8.GetBytes(path + '\0'), OwnerReadsAndWrites);
        else if (ToDescriptor(OwnerOnly, SddlRevision, out IntPtr descriptor, IntPtr.Zero))
            SetAndFree(path, descriptor);
    }

    private static void SetAndFree(string path, IntPtr descriptor)
    {
        _ = SetSecurity(path, DaclInformation, descriptor);
        _ = Free(descriptor);
    }

    [DllImport("libc", EntryPoint = "chmod")]
    private static extern int ChangeMode(byte[] path, uint mode);

    [DllImport("advapi32.dll", EntryPoint = "ConvertStringSecurityDescriptorToSecurityDescriptorW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ToDescriptor(string text, uint revision, out IntPtr descriptor, IntPtr size);

    [DllImport("advapi32.dll", EntryPoint = "SetFileSecurityW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetSecurity(string path, uint information, IntPtr descriptor);

    [DllImport("kernel32.dll", EntryPoint = "LocalFree")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr Free(IntPtr memory);
}
