using System.IO;
using System.Text.Json;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Simulation.Lives;

namespace AtlassianAdmin.Simulation.Worlds;

/// <summary>A journal on a disk that fills up, and in a machine that loses what was not flushed. What is written is told to the log.</summary>
internal sealed class SimulatedFile : FileStream
{
    private readonly World _world;
    private readonly Action<string> _kill;
    private long _flushed;
    private bool _isDead;

    /// <param name="path">The file.</param>
    /// <param name="world">Where it is.</param>
    /// <param name="kill">Called when the process is to be killed.</param>
    public SimulatedFile(string path, World world, Action<string> kill)
        : base(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1)
    {
        _world = world;
        _kill = kill;
        _flushed = Length;
    }

    /// <summary>The machine is gone, and what was not flushed with it.</summary>
    public void Lose()
    {
        if (_isDead || !CanWrite)
            return;
        _isDead = true;
        if (Length > _flushed)
            SetLength(_flushed);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        lock (_world.Sync)
            WriteRecord(buffer, offset, count);
    }

    private void WriteRecord(byte[] buffer, int offset, int count)
    {
        ThrowIfDead();
        DiskFaultKind? fault = _world.Life.DiskFaults.FirstOrDefault(f => f.At == _world.DiskWrites)?.Kind;
        _world.DiskWrites++;
        switch (fault)
        {
            case DiskFaultKind.Full:
                base.Write(buffer, offset, count / 2);
                _world.Note(new MarkEntry("the disk is full") { IsDiskFault = true });
                throw new IOException("No space left on device");
            case DiskFaultKind.KillBefore:
                _kill("before a record was written");
                break;
            case DiskFaultKind.KillWithin:
                base.Write(buffer, offset, count / 2);
                _flushed = Length;
                _kill("when half a record was written");
                break;
        }

        ThrowIfDead();
        base.Write(buffer, offset, count);
        Tell(buffer.AsSpan(offset, count));
        if (fault != DiskFaultKind.KillAfter)
            return;
        _flushed = Length;
        _kill("when a record was written");
        ThrowIfDead();
    }

    public override void Flush(bool flushToDisk)
    {
        lock (_world.Sync)
        {
            ThrowIfDead();
            base.Flush(flushToDisk);
            if (flushToDisk)
                _flushed = Length;
        }
    }

    private void ThrowIfDead()
    {
        if (_isDead)
            throw new ProcessKilledException();
    }

    private void Tell(ReadOnlySpan<byte> lines)
    {
        foreach (Range range in lines.Split((byte)'\n'))
        {
            if (lines[range].Length > 0)
                _world.Note(new JournalEntry(UnitTag.Current, Path.GetFileName(Name), JsonSerializer.Deserialize(lines[range], JournalJson.Lines)!));
        }
    }
}
