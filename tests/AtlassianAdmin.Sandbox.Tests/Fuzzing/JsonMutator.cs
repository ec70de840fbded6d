using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AtlassianAdmin.Sandbox.Tests.Fuzzing;

/// <summary>Changes the values and the structure of a JSON text: what it holds, not how it is written.</summary>
/// <param name="random">Draws what is changed.</param>
/// <param name="identities">Ids and addresses that may stand in place of the right one.</param>
internal sealed class JsonMutator(Random random, IReadOnlyList<string> identities)
{
    private static readonly string[] OddValues =
    [
        "null", "true", "false", "0", "-0", "1", "-1", "5.0", "1e400", "-1e400", "1E-7", "2147483647", "2147483648", "-2147483649", "9007199254740993", "9223372036854775808",
        "\"5\"", "\"\"", "\" \"", "\"odd\"", "\"null\"", "\"half \\ud800\"", "\"\\udc00\"", "\"\\u0000\"", "\"\\u001b]0;x\\u0007\\u001b[2J\"", "\"\\u202egnp.exe\"", "\"a\\r\\nb\\u2028c\\u0085d\"",
        "[]", "{}", "[null]", "[[]]", "[{}]", "{\"a\":{\"b\":[1]}}", "[\"odd\",1,null]", "[true,{\"id\":null}]", "{\"\":0}", "{\"id\":{}}",
    ];

    private static readonly string[] OddTimes =
    [
        "\"2026-13-45\"", "\"0000-00-00T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"2026-02-29T10:00:00Z\"", "\"2026-08-01T24:00:00Z\"",
        "\"2026-08-01T10:00:60Z\"", "\"2026-08-01T10:00:00.1234567890123+0000\"", "\"2026-08-01\"", "\"10:00\"", "\"4.2\"", "\"-2026-08-01\"", "\"1754042400\"", "1754042400000", "-62135596800001", "253402300800000",
        "\"99999-01-01T00:00:00Z\"", "\"٢٠٢٦-٠٨-٠١\"",
    ];

    private static readonly string[] OddCursors =
    [
        "null", "\"\"", "\" \"", "0", "-1", "1", "2147483647", "9223372036854775807", "\"0\"", "\"2147483647\"", "\"?cursor=\"", "\"/\"", "\"%\"", "\"%zz\"", "\"?cursor=%zz&cursor=%\"", "\"https://evil.example/?cursor=x\"",
        "\"https://evil.example/\"", "\"file:///etc/passwd\"", "\"//evil.example?cursor=x\"", "\"../../..\"", "\"http://[\"", "\"a b\\u0000c\"", "\"\\ud800\"", "[]", "{}", "true", "false",
    ];

    private static readonly string[] Words = ["unknown_word", "ACTIVE", "Active", "active ", "aktiv", "deleted", "closed", "inactive", "true", "1", "suspended"];

    private readonly List<string> _raw = [];

    /// <summary>The text with that many changes. It need not be JSON any more, only nearly so.</summary>
    public byte[] Mutate(byte[] json, int changes)
    {
        JsonNode? root = Parse(json);
        for (int i = 0; i < changes; i++)
            root = Change(root);
        string text = root?.ToJsonString() ?? "null";
        for (int i = 0; i < _raw.Count; i++)
            text = text.Replace($"\"{Mark(i)}\"", _raw[i], StringComparison.Ordinal).Replace(Mark(i), _raw[i], StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    private JsonNode? Change(JsonNode? root)
    {
        var places = new List<Place>();
        Collect(root, places);
        if (places.Count == 0)
            return Raw(Pick(OddValues));

        // Half of the changes where they matter most: at who it is, and at where the list goes on.
        List<Place> telling = places.FindAll(place => place.IsTelling);
        Place at = telling.Count > 0 && random.Next(2) == 0 ? Pick(telling) : Pick(places);
        switch (random.Next(14))
        {
            case 0:
                at.Remove();
                break;
            case 1:
                at.Duplicate(Mark(Note("")), random.Next(2) == 0 ? Raw(Pick(OddValues)) : Raw(Quoted(Pick(identities))));
                break;
            case 2:
                at.Rename(random.Next(4) switch { 0 => at.Name.ToUpperInvariant(), 1 => at.Name + "_", 2 => "", _ => Pick(places).Name });
                break;
            case 3 or 4:
                at.Set(Raw(Pick(OddValues)));
                break;
            case 5:
                at.Set(OtherKind(at.Value));
                break;
            case 6 or 7:
                // Somebody else, or somebody else of the same reply.
                at.Set(random.Next(2) == 0 ? Raw(Quoted(Pick(identities))) : Pick(places.FindAll(place => place.Name == at.Name)).Value?.DeepClone());
                break;
            case 8:
                ChangeArray(places);
                break;
            case 9:
                Pick(places.FindAll(place => place.IsOfPaging), at).Set(Raw(Pick(OddCursors)));
                break;
            case 10:
                Pick(places.FindAll(place => place.IsTime), at).Set(Raw(Pick(OddTimes)));
                break;
            case 11:
                Pick(places.FindAll(place => place.IsWord), at).Set(Raw(Quoted(Pick(Words))));
                break;
            case 12:
                at.Set(Raw(random.Next(20) == 0 ? Quoted(new string('x', 1_000_000)) : random.Next(2) == 0 ? Quoted(new string('"', 500)) : new string('9', 400)));
                break;
            default:
                at.Set(Raw(Nested(random.Next(4) switch { 0 => 10, 1 => 60, 2 => 70, _ => 5_000 })));
                break;
        }

        return root;
    }

    private void ChangeArray(List<Place> places)
    {
        List<Place> arrays = places.FindAll(place => place.Value is JsonArray { Count: > 0 });
        if (arrays.Count == 0)
            return;
        var array = (JsonArray)Pick(arrays).Value!;
        JsonNode?[] items = [.. array.Select(item => item?.DeepClone())];
        array.Clear();
        IEnumerable<JsonNode?> changed = random.Next(5) switch
        {
            0 => [],
            1 => items.Reverse(),
            2 => Enumerable.Repeat(items, random.Next(2, 40)).SelectMany(all => all),
            3 => Enumerable.Repeat(items[random.Next(items.Length)], random.Next(2, 200)),
            _ => items.Append(null).Concat(items.Take(1)),
        };
        foreach (JsonNode? item in changed)
            array.Add(item?.DeepClone());
    }

    private JsonNode? OtherKind(JsonNode? value) => value switch
    {
        JsonArray { Count: > 0 } items => items[0]?.DeepClone(),
        JsonArray => new JsonObject(),
        JsonObject fields => new JsonArray(fields.Select(field => field.Value?.DeepClone()).ToArray()),
        JsonValue one when random.Next(3) == 0 => new JsonArray(one.DeepClone(), one.DeepClone()),
        JsonValue one when random.Next(2) == 0 => new JsonObject { ["value"] = one.DeepClone() },
        JsonValue one when one.GetValueKind() == JsonValueKind.String => one.GetValue<string>().Length,
        JsonValue one => one.ToJsonString(),
        _ => new JsonObject(),
    };

    private static JsonNode? Parse(byte[] json)
    {
        if (json.Length == 0)
            return null;
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            // No JSON was there in the first place, such as the text of a refusal.
            return null;
        }
    }

    private static void Collect(JsonNode? node, List<Place> places)
    {
        if (node is JsonObject fields)
        {
            foreach (string name in fields.Select(field => field.Key).ToList())
            {
                places.Add(new Place(fields, name, -1));
                Collect(fields[name], places);
            }
        }
        else if (node is JsonArray items)
        {
            for (int i = 0; i < items.Count; i++)
            {
                places.Add(new Place(items, "", i));
                Collect(items[i], places);
            }
        }
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Mark(int number) => string.Create(CultureInfo.InvariantCulture, $"@raw{number}@");

    private int Note(string json)
    {
        _raw.Add(json);
        return _raw.Count - 1;
    }

    // What no tree can hold, such as a half character, comes into the text at the end.
    private JsonValue Raw(string json) => JsonValue.Create(Mark(Note(json)));

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private Place Pick(List<Place> places, Place fallback) => places.Count == 0 ? fallback : Pick(places);

    /// <summary>Where a value stands.</summary>
    private readonly record struct Place(JsonNode Parent, string Name, int Index)
    {
        public JsonNode? Value => Parent is JsonObject fields ? fields[Name] : Parent[Index];

        public bool IsTelling => IsOfPaging || Name.EndsWith("id", StringComparison.OrdinalIgnoreCase) || Name.Contains("mail", StringComparison.OrdinalIgnoreCase) || Name is "userName" or "data" or "account";

        public bool IsOfPaging => Name is "next" or "cursor" or "links" or "meta" or "total" or "totalResults" or "startIndex" or "itemsPerPage" or "startAt" or "maxResults" or "isLast" or "page_size";

        public bool IsTime => Text is { Length: >= 10 } text && text[4] == '-';

        public bool IsWord => Text is { Length: > 0 and < 20 } text && text.All(c => char.IsAsciiLetter(c) || c == '_');

        private string? Text => Value is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

        public void Set(JsonNode? value)
        {
            if (Parent is JsonObject fields)
                fields[Name] = value;
            else
                Parent[Index] = value;
        }

        public void Remove()
        {
            if (Parent is JsonObject fields)
                fields.Remove(Name);
            else
                ((JsonArray)Parent).RemoveAt(Index);
        }

        public void Duplicate(string mark, JsonNode? value)
        {
            if (Parent is JsonObject fields)
                fields[mark + Name] = value;
            else
                ((JsonArray)Parent).Insert(Index, value);
        }

        public void Rename(string name)
        {
            if (Parent is not JsonObject fields || name == Name)
                return;
            JsonNode? value = fields[Name];
            fields.Remove(Name);
            fields[name] = value;
        }
    }
}
