using System.IO;
using System.Text.Json;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>
/// Writes a journal: only ever at its end, each record on the disk before the call returns, and one writer at a time. Beside
/// the journal it keeps an empty file with <c>.lock</c> behind the name, which holds the others off.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    private readonly object _gate = new();
    private readonly FileStream _lock;
    private readonly FileStream _file;
    private readonly TimeProvider _clock;

    private int _lastChange;
    private bool _isBroken;
    private bool _endsInHalfALine;

    private JournalWriter(string path, FileStream held, FileStream file, ChangeJournal before, bool endsInHalfALine, TimeProvider clock)
    {
        Path = path;
        _lock = held;
        _file = file;
        _clock = clock;
        _endsInHalfALine = endsInHalfALine;
        Before = before;
        foreach (JournaledChange change in before.Changes)
            _lastChange = Math.Max(_lastChange, change.Number);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the journal held when it was opened.</summary>
    public ChangeJournal Before { get; }

    /// <summary>Opens a journal, and makes it when there is none.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="clock">The time; null for the system's.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.JournalInUse"/> when another writer has it open, <see cref="ErrorCode.JournalUnusable"/> when it cannot be written or is no journal.</exception>
    public static JournalWriter Open(string path, TimeProvider? clock = null)
    {
        FileStream? held = null;
        FileStream? file = null;
        try
        {
            // The journal itself stays readable to everybody: sharing of a file that is written is not the same everywhere.
            held = Hold(path);
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            ChangeJournal before = ChangeJournal.Read(path, file);
            bool torn = EndsInHalfALine(file);
            file.Seek(0, SeekOrigin.End);
            var writer = new JournalWriter(path, held, file, before, torn, clock ?? TimeProvider.System);
            held = null;
            file = null;
            return writer;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new AdminException(ErrorCode.JournalUnusable, e, ("detail", e.Message));
        }
        finally
        {
            file?.Dispose();
            held?.Dispose();
        }
    }

    /// <summary>Begins a run.</summary>
    /// <param name="run">Who makes it, where and why.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.JournalUnusable"/> when it cannot be written.</exception>
    public RunJournal Start(JournalRun run)
    {
        Append(run.ToLine());
        return new RunJournal(this, run);
    }

    /// <summary>Lets the next writer in.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isBroken = true;
            _file.Dispose();
            _lock.Dispose();
        }
    }

    internal DateTimeOffset Now => _clock.GetUtcNow();

    internal int NextChange()
    {
        lock (_gate)
            return ++_lastChange;
    }

    /// <summary>Writes lines, and returns when the disk has them.</summary>
    internal void Append(params JournalLine[] lines)
    {
        lock (_gate)
        {
            // Behind half a record of our own nothing could be read any more.
            if (_isBroken)
                throw new AdminException(ErrorCode.JournalUnusable, ("detail", $"{Path} could not be written before, or is closed"));
            using var text = new MemoryStream();
            if (_endsInHalfALine)
                text.WriteByte((byte)'\n');
            foreach (JournalLine line in lines)
            {
                JsonSerializer.Serialize(text, line, JournalJson.Lines);
                text.WriteByte((byte)'\n');
            }

            try
            {
                _isBroken = true;
                _file.Write(text.GetBuffer(), 0, (int)text.Length);
                _file.Flush(flushToDisk: true);
                _isBroken = false;
                _endsInHalfALine = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new AdminException(ErrorCode.JournalUnusable, e, ("detail", e.Message));
            }
        }
    }

    private static FileStream Hold(string path)
    {
        string name = path + ".lock";
        try
        {
            return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException) && File.Exists(name))
        {
            throw new AdminException(ErrorCode.JournalInUse, e, ("detail", path));
        }
    }

    private static bool EndsInHalfALine(FileStream file)
    {
        if (file.Length == 0)
            return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }
}
