using AtlassianAdmin.Changes.Journal;

namespace AtlassianAdmin.Engine;

/// <summary>The journal that a plan or an undo writes to: a file of its own, or that of the connection when it is the same file.</summary>
internal sealed class RunJournalFile(PSCmdlet cmdlet, AtlassianConnection connection, string path) : IDisposable
{
    private JournalWriter? _own;

    /// <summary>The file.</summary>
    public string Path => field ??= SessionPath.FileOf(cmdlet, path, ErrorCode.JournalUnusable);

    /// <summary>The journal of the connection, when it is another file: it hears of every write, too.</summary>
    public IChangeJournal? ConnectionJournal => IsOfConnection ? null : connection.Journal;

    private bool IsOfConnection => string.Equals(connection.JournalPath, Path, StringComparison.Ordinal);

    /// <summary>Opens it for writing.</summary>
    public JournalWriter Open() => IsOfConnection ? connection.Journal!.Writer : _own ??= JournalWriter.Open(Path);

    /// <summary>Lets go of it.</summary>
    public void Dispose()
    {
        _own?.Dispose();
        _own = null;
    }
}
