using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AtlassianAdmin.Changes.Files;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>Reads the lines of a journal one by one, whatever has become of them.</summary>
internal static class JournalReader
{
    private const int BlockSize = 65536;

    /// <summary>Opens a journal for reading, also while a run writes it.</summary>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BlockSize, FileOptions.SequentialScan);

    /// <summary>The lines, empty ones left out.</summary>
    public static IEnumerable<FoundLine> Read(Stream bytes)
    {
        JsonTypeInfo<JournalLine> lines = JournalJson.LinesSharing(new SharedStrings());
        byte[] block = new byte[BlockSize];
        int held = 0;
        int number = 0;
        while (true)
        {
            if (held == block.Length)
                Array.Resize(ref block, 2 * block.Length);
            int read = bytes.Read(block, held, block.Length - held);
            int filled = held + read;
            int start = 0;
            for (int end; (end = Array.IndexOf(block, (byte)'\n', Math.Max(start, held), filled - Math.Max(start, held))) >= 0; start = end + 1)
            {
                number++;
                if (end > start)
                    yield return Find(lines, number, new ReadOnlySpan<byte>(block, start, end - start), isEnded: true);
            }

            held = filled - start;
            Buffer.BlockCopy(block, start, block, 0, held);
            if (read > 0)
                continue;
            if (held > 0)
                yield return Find(lines, number + 1, new ReadOnlySpan<byte>(block, 0, held), isEnded: false);
            yield break;
        }
    }

    private static FoundLine Find(JsonTypeInfo<JournalLine> lines, int number, ReadOnlySpan<byte> text, bool isEnded)
    {
        string? hash = JournalHash.In(text);
        JournalLine? line = Parse(lines, text);
        bool isTrue = line is not null && hash is not null && JournalHash.IsTrue(text, hash);
        // Another format is told as such, whatever its lines end in.
        bool isOther = line is { Record: JournalRecord.Run, Format: not null and not JournalLine.CurrentFormat };
        return new FoundLine(number, isTrue || isOther ? line : null, hash) { IsEnded = isEnded, MayBeHalfARun = line is null && MayBeHalfARun(text) };
    }

    private static JournalLine? Parse(JsonTypeInfo<JournalLine> lines, ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, lines);
        }
        catch (JsonException)
        {
            // Half a line, or a damaged one; which, the lines around it tell.
            return null;
        }
    }

    private static bool MayBeHalfARun(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> start = "{\"record\":\"Run\""u8;
        int length = Math.Min(text.Length, start.Length);
        return text.Slice(0, length).SequenceEqual(start.Slice(0, length)) || IsZeros(text);
    }

    // What a disk gives back of a block that it never got.
    private static bool IsZeros(ReadOnlySpan<byte> text)
    {
        foreach (byte one in text)
        {
            if (one != 0)
                return false;
        }

        return true;
    }
}

/// <summary>A line as it was found.</summary>
/// <param name="Number">The number in the file, from 1.</param>
/// <param name="Line">What it says; null when it cannot be read, or is not as it was written.</param>
/// <param name="Hash">The hash that it bears, true or not; null when it bears none.</param>
internal sealed record FoundLine(int Number, JournalLine? Line, string? Hash)
{
    /// <summary>True when a line break ends it.</summary>
    public bool IsEnded { get; init; }

    /// <summary>True when a killed process may have left it of its first line.</summary>
    public bool MayBeHalfARun { get; init; }
}
