using System.Globalization;
using System.IO;
using System.Text.Json;
using AtlassianAdmin.Changes.Files;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>
/// Writes a journal: only ever at its end, each record on the disk before the call returns, and one writer at a time. Beside
/// the journal it keeps a file with <c>.lock</c> behind the name, which holds the others off. Before each record it makes sure that
/// both files are as it left them.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    private readonly object _gate = new();
    private readonly JournalLock _lock;
    private readonly FileStream _file;
    private readonly TimeProvider _clock;

    private long _length;
    private string? _lastHash;
    private int _lastChange;
    private AdminException? _failure;
    private bool _endsInHalfALine;

    private JournalWriter(string path, JournalLock held, FileStream file, ChangeJournal before, bool endsInHalfALine, TimeProvider clock)
    {
        Path = path;
        _lock = held;
        _file = file;
        _clock = clock;
        _length = file.Length;
        _lastHash = before.LastHash;
        _lastChange = before.LastChange;
        _endsInHalfALine = endsInHalfALine;
        Warning = before.Warning;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What a reader of a damaged journal should know; null for nothing.</summary>
    public string? Warning { get; }

    /// <summary>The hash of the last line; null before the first one. Kept elsewhere it proves that nothing was cut off.</summary>
    public string? LastHash
    {
        get
        {
            lock (_gate)
                return _lastHash;
        }
    }

    /// <summary>Opens a journal, and makes it when there is none.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="clock">The time; null for the system's.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.JournalInUse"/> when another writer has it open, <see cref="ErrorCode.JournalUnusable"/> when it cannot be written or is no journal.</exception>
    public static JournalWriter Open(string path, TimeProvider? clock = null) => Open(path, clock, OpenFile);

    /// <summary>The same with a file of another kind, such as one on a disk that fills up.</summary>
    internal static JournalWriter Open(string path, TimeProvider? clock, Func<string, FileStream> openFile)
    {
        JournalLock? held = null;
        FileStream? file = null;
        try
        {
            // The journal itself stays readable to everybody: sharing of a file that is written is not the same everywhere.
            held = JournalLock.Take(path);
            bool isNew = !File.Exists(path);
            file = openFile(path);
            if (isNew)
                FileRights.RestrictToOwner(path);
            ChangeJournal before = ChangeJournal.Read(path, file, keepsChanges: false);
            bool torn = EndsInHalfALine(file);
            file.Seek(0, SeekOrigin.End);
            var writer = new JournalWriter(path, held, file, before, torn, clock ?? TimeProvider.System);
            held = null;
            file = null;
            return writer;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Unusable(e);
        }
        finally
        {
            file?.Dispose();
            held?.Dispose();
        }
    }

    // Nothing is buffered: closing must not write what a full disk did not take.
    private static FileStream OpenFile(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);

    /// <summary>Begins a run.</summary>
    /// <param name="run">Who makes it, where and why.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.JournalUnusable"/> when it cannot be written.</exception>
    public RunJournal Start(JournalRun run)
    {
        Append([run.ToLine(), .. run.ToPeopleLines()]);
        return new RunJournal(this, run);
    }

    /// <summary>Lets the next writer in.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _failure ??= new AdminException(ErrorCode.JournalUnusable, ("detail", $"{Path} is closed"));
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

    /// <summary>Writes lines, and returns when the disk has them. After a failure nothing is written any more.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.JournalUnusable"/> when it cannot be written, <see cref="ErrorCode.JournalAltered"/> when something else has changed it.</exception>
    internal void Append(params JournalLine[] lines)
    {
        lock (_gate)
        {
            // Behind half a record of our own nothing could be read any more.
            if (_failure is not null)
                throw _failure;
            try
            {
                CheckPlace();
                Write(lines);
            }
            catch (AdminException e)
            {
                _failure = e;
                throw;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _failure = Unusable(e);
                throw _failure;
            }
        }
    }

    private void Write(JournalLine[] lines)
    {
        using var text = new MemoryStream();
        if (_endsInHalfALine)
            text.WriteByte((byte)'\n');
        string? last = _lastHash;
        foreach (JournalLine line in lines)
        {
            int start = (int)text.Length;
            line.Previous = last;
            JsonSerializer.Serialize(text, line, JournalJson.Lines);
            last = JournalHash.Append(text, start);
            text.WriteByte((byte)'\n');
        }

        _file.Write(text.GetBuffer(), 0, (int)text.Length);
        _file.Flush(flushToDisk: true);
        _endsInHalfALine = false;
        _length += text.Length;
        _lastHash = last;
    }

    /// <summary>Somebody else at the same journal would send everything a second time: nothing is sent before this is sure.</summary>
    private void CheckPlace()
    {
        string folder = System.IO.Path.GetDirectoryName(Path) ?? "";
        if (folder.Length > 0 && !Directory.Exists(folder))
            throw new AdminException(ErrorCode.JournalUnusable, ("detail", $"its folder {folder} cannot be reached any more"));
        var file = new FileInfo(Path);
        if (!file.Exists)
            throw Altered("the file is not there any more");
        if (file.Length != _length || _file.Length != _length)
            throw Altered(string.Format(CultureInfo.InvariantCulture, "it has {0} bytes, and this run left {1}", file.Length == _length ? _file.Length : file.Length, _length));
        if (_lock.Violation is { } violation)
            throw Altered(violation);
    }

    private AdminException Altered(string detail) => new(ErrorCode.JournalAltered, ("file", Path), ("detail", detail));

    private static AdminException Unusable(Exception e) => new(ErrorCode.JournalUnusable, e, ("detail", e.Message.TrimEnd('.')));

    private static bool EndsInHalfALine(FileStream file)
    {
        if (file.Length == 0)
            return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }
}
