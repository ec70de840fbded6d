using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Errors;

namespace AtlassianAdmin.Client.Tests.Replies;

/// <summary>The recorded replies with odd values put into them, one at a time and several: whatever was not touched is read as before.</summary>
public class MutatedReplyTests
{
    private const int CasesPerFile = 25;

    private static readonly string[] Odd =
    [
        "null", "true", "false", "0", "1", "5.0", "-1", "1e400", "\"5\"", "\"\"", "\"odd\"", "\"2026-13-45\"", "\"half \\ud800\"", "\"\\udc00\"", "[]", "{}", "[null]", "[[]]",
        "{\"a\":{\"b\":[1]}}", "[\"odd\",1,null]", "9007199254740993", "\"2026-08-01T10:00:00.123456+0000\"", "\"\\u0000\"",
    ];

    public static TheoryData<string> Lists =>
    [
        .. RecordedReply.All.Where(r => r.Status < 300).Select(r => r.File)
            .Except(["baton-delete-ok.json", "elastic-stream-end.json", "jirajs-orgs-empty.json", "lastactive-empty.json"]),
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task An_odd_value_costs_its_own_field_at_most(string file)
    {
        RecordedReply reply = RecordedReply.Of(file);
        await using var reader = new ReplyReader();
        int whole = (await reader.ReadAsync(reply, reply.Text)).Count;
        for (int seed = 0; seed < CasesPerFile; seed++)
        {
            var random = new Random(HashOf(file) + seed);
            JsonNode root = JsonNode.Parse(reply.Text)!;
            IReadOnlyList<JsonNode?> records = RecordsOf(root);
            var touched = new HashSet<string>(StringComparer.Ordinal);
            for (int i = random.Next(1, 4); i > 0; i--)
                Mutate(records, random, touched);
            string text = Escaped(root);
            string trace = $"{file}, seed {seed}: {text}";

            IReadOnlyList<object> read;
            try
            {
                read = await reader.ReadAsync(reply, text);
            }
            catch (AdminException e) when (e.Code == ErrorCode.UnexpectedResponse)
            {
                // One object that was asked for by itself has lost its id, or a link names another account than was asked about.
                Assert.True(whole == 1 && (touched.Contains("[0].id") || (file == "scim-links.json" && touched.Contains("[0].atlassianAccountId"))), trace);
                continue;
            }

            // One call answers about several replies only where there is a list: the others are one object.
            Assert.True(read.Count + reader.Unreadable.Count + reader.Odd.Count(o => o.Record is null && o.Value == "null") >= whole, trace);
            if (read.Count == 0 || read[0] is AccountPermissions)
                continue;
            HashSet<string> held = Leaves.In(read);
            IEnumerable<(string Path, string Text)> lost = records.SelectMany((record, i) => Leaves.Of(record, PlaceOf(i)))
                .Where(leaf => !touched.Any(t => leaf.Path.StartsWith(t, StringComparison.Ordinal)) && !leaf.Text.IsIn(held))
                .Where(leaf => !IsInUnreadable(leaf.Path, records));
            Assert.True(!lost.Any(), $"{string.Join(", ", lost)} lost of {trace}");
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Broken_bytes_in_a_text_cost_its_own_field_at_most(string file)
    {
        RecordedReply reply = RecordedReply.Of(file);
        await using var reader = new ReplyReader();
        int whole = (await reader.ReadAsync(reply, reply.Text)).Count;
        byte[] bytes = Encoding.UTF8.GetBytes(JsonNode.Parse(reply.Text)!.ToJsonString());
        for (int seed = 0; seed < CasesPerFile; seed++)
        {
            var random = new Random(HashOf(file) - seed);
            byte[] broken = [.. bytes];

            // Letters and digits inside of texts: the form of the JSON stays.
            int[] letters = [.. Enumerable.Range(1, broken.Length - 2).Where(i => char.IsAsciiLetter((char)broken[i]) && IsInsideText(broken, i))];
            broken[letters[random.Next(letters.Length)]] = (byte)random.Next(0x80, 0x100);

            IReadOnlyList<object> read;
            try
            {
                read = await reader.ReadAsync(reply, broken);
            }
            catch (AdminException e) when (e.Code == ErrorCode.UnexpectedResponse)
            {
                // The name of the list was hit, the only record's id, or the cursor.
                Assert.True(whole <= 1 || e.Message.Contains("next page", StringComparison.Ordinal) || !Encoding.Latin1.GetString(broken).Contains("\"data\"", StringComparison.Ordinal), Encoding.Latin1.GetString(broken));
                continue;
            }

            bool isListNameWhole = Encoding.Latin1.GetString(broken).Contains("\"data\"", StringComparison.Ordinal) || file is "docs-tokens.json";
            Assert.True(!isListNameWhole || read.Count + reader.Unreadable.Count >= whole, $"{file}, seed {seed}");
        }
    }

    // Puts an odd value in the place of any value below the records.
    private static void Mutate(IReadOnlyList<JsonNode?> records, Random random, HashSet<string> touched)
    {
        var places = new List<(JsonNode Parent, string? Name, int Index, string Path)>();
        for (int i = 0; i < records.Count; i++)
            Collect(records[i], PlaceOf(i), places);
        if (places.Count == 0)
            return;
        (JsonNode parent, string? name, int index, string path) = places[random.Next(places.Count)];
        JsonNode odd = JsonValue.Create("@" + random.Next(Odd.Length).ToString(CultureInfo.InvariantCulture) + "@");
        if (name is not null)
            parent[name] = odd;
        else
            parent[index] = odd;
        touched.Add(path);
    }

    private static void Collect(JsonNode? node, string path, List<(JsonNode Parent, string? Name, int Index, string Path)> places)
    {
        if (node is JsonObject fields)
        {
            foreach (KeyValuePair<string, JsonNode?> field in fields)
            {
                places.Add((fields, field.Key, -1, $"{path}.{field.Key}"));
                Collect(field.Value, $"{path}.{field.Key}", places);
            }
        }
        else if (node is JsonArray items)
        {
            for (int i = 0; i < items.Count; i++)
            {
                string place = path + PlaceOf(i);
                places.Add((items, null, i, place));
                Collect(items[i], place, places);
            }
        }
    }

    // A half character cannot stand in a tree: the marks become the values only in the text.
    private static string Escaped(JsonNode root)
    {
        string text = root.ToJsonString();
        for (int i = 0; i < Odd.Length; i++)
            text = text.Replace($"\"@{i.ToString(CultureInfo.InvariantCulture)}@\"", Odd[i], StringComparison.Ordinal);
        return text;
    }

    // What belongs to a record that was left out is not looked for.
    private static bool IsInUnreadable(string path, IReadOnlyList<JsonNode?> records)
    {
        int record = int.Parse(path[1..path.IndexOf(']', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        string[] ids = ["accountId", "account_id", "id", "scimUserId"];
        return records[record] is JsonObject fields && ids.Any(id => fields[id] is JsonValue value && value.ToJsonString().StartsWith("\"@", StringComparison.Ordinal));
    }

    private static IReadOnlyList<JsonNode?> RecordsOf(JsonNode root) => (root is JsonArray ? root : root["data"] ?? root["scimLinks"] ?? root) switch
    {
        JsonArray records => [.. records],
        JsonNode one => [one],
    };

    private static string PlaceOf(int index) => $"[{index.ToString(CultureInfo.InvariantCulture)}]";

    private static bool IsInsideText(byte[] json, int index)
    {
        bool inside = false;
        for (int i = 0; i < index; i++)
        {
            if (json[i] == '\\')
                i++;
            else if (json[i] == '"')
                inside = !inside;
        }

        return inside;
    }

    private static int HashOf(string text) => text.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));
}
