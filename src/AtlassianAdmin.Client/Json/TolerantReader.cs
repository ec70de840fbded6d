using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AtlassianAdmin.Client.Json;

/// <summary>Reads a reply so that an odd value costs its own field at most, and never the record, the page or the list.</summary>
internal static class TolerantReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads whole JSON.</summary>
    /// <param name="json">The reply.</param>
    /// <param name="type">What it should be.</param>
    /// <param name="odd">The values that did not fit their fields. The objects keep them as they came.</param>
    public static T? Read<T>(byte[] json, JsonTypeInfo<T> type, out IReadOnlyList<OddValue> odd)
    {
        odd = [];
        if (IsPlain(json))
        {
            try
            {
                return JsonSerializer.Deserialize(json, type);
            }
            catch (JsonException)
            {
                // Some value does not fit its field: the slow way finds it.
            }
        }

        var mender = new ReplyMender(type.Options);
        byte[] mended = mender.Mend(json, type);
        odd = mender.Odd;
        return JsonSerializer.Deserialize(mended, type);
    }

    /// <summary>True when the text is UTF-8, has no escaped half characters, and no list holds null: the serializer would pass over those.</summary>
    private static bool IsPlain(byte[] json)
    {
        try
        {
            Strict.GetCharCount(json);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = json;
        if (rest.IndexOf("\\ud"u8) >= 0 || rest.IndexOf("\\uD"u8) >= 0)
            return false;
        for (int at = rest.IndexOf("null"u8); at >= 0; at = rest.IndexOf("null"u8))
        {
            int before = at - 1;
            while (before >= 0 && rest[before] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                before--;
            // In a list, or in a text that looks like one; before the value of a field stands a colon.
            if (before >= 0 && rest[before] is (byte)'[' or (byte)',')
                return false;
            rest = rest.Slice(at + 4);
        }

        return true;
    }
}
