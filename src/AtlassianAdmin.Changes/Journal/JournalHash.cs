using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>
/// The hash at the end of each line: a SHA-256 over everything before it, in which the hash of the line before stands. A line proves
/// itself by its own hash, and its place by that of its predecessor.
/// </summary>
internal static class JournalHash
{
    private const int HexLength = 64;
    private static readonly byte[] Opening = Encoding.ASCII.GetBytes(",\"hash\":\"");
    private static readonly byte[] Closing = Encoding.ASCII.GetBytes("\"}");

    /// <summary>Adds the hash to a line that is whole but for it.</summary>
    /// <param name="text">All lines so far; the last one ends in its closing brace.</param>
    /// <param name="start">Where that line begins.</param>
    /// <returns>The hash.</returns>
    public static string Append(MemoryStream text, int start)
    {
        // The brace comes behind the hash.
        text.SetLength(text.Length - 1);
        string hash = Of(new ReadOnlySpan<byte>(text.GetBuffer(), start, (int)text.Length - start));
        text.Seek(0, SeekOrigin.End);
        text.Write(Opening, 0, Opening.Length);
        byte[] digits = Encoding.ASCII.GetBytes(hash);
        text.Write(digits, 0, digits.Length);
        text.Write(Closing, 0, Closing.Length);
        return hash;
    }

    /// <summary>The hash that a line bears; null when it bears none.</summary>
    public static string? In(ReadOnlySpan<byte> line)
    {
        int end = line.Length - Closing.Length - HexLength;
        return end >= Opening.Length && line.EndsWith(Closing) && line.Slice(0, end).EndsWith(Opening)
            ? Encoding.ASCII.GetString(line.Slice(end, HexLength).ToArray())
            : null;
    }

    /// <summary>True when a line is as it was written.</summary>
    public static bool IsTrue(ReadOnlySpan<byte> line, string hash) => Of(line.Slice(0, line.Length - Opening.Length - HexLength - Closing.Length)) == hash;

    private static string Of(ReadOnlySpan<byte> content)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(content.ToArray()).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
