namespace AtlassianAdmin.Session;

/// <summary>The one place where a path of the session becomes a file, as Export-Csv does it: by the session's location, and in the file system only.</summary>
internal static class SessionPath
{
    /// <summary>The file that a path names.</summary>
    /// <param name="cmdlet">The cmdlet, for the location of its session.</param>
    /// <param name="path">The path as it was given.</param>
    /// <param name="code">The code of the error where it names none.</param>
    /// <exception cref="AdminException">It is a path of another provider, such as <c>Env:\x</c>, or of a drive that is not there.</exception>
    public static string FileOf(PSCmdlet cmdlet, string path, string code)
    {
        try
        {
            string file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem"
                ? file
                : throw new AdminException(code, ("file", path), ("detail", $"'{path}' is no file: the location is one of {provider.Name}, not of the file system"));
        }
        catch (Exception e) when (e is SessionStateException or NotSupportedException or PSInvalidOperationException)
        {
            throw new AdminException(code, e, ("file", path), ("detail", e.Message));
        }
    }
}
