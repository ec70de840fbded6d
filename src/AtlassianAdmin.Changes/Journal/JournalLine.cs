using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AtlassianAdmin.Changes.Approval;
using AtlassianAdmin.Changes.Files;
using AtlassianAdmin.Changes.Registry;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>One line of a journal: the beginning of a run, or a change before or after it was sent.</summary>
internal sealed class JournalLine
{
    public const string CurrentFormat = "AtlassianAdmin.Journal/3";

    public JournalRecord Record { get; set; }

    public DateTimeOffset Time { get; set; }

    /// <summary>The hash of the line before; null on the first one.</summary>
    public string? Previous { get; set; }

    /// <summary>The run; on every line but those that end a change.</summary>
    public string? Run { get; set; }

    // Of a run.
    public string? Format { get; set; }

    public JournalRunKind? Kind { get; set; }

    public string? OrganizationId { get; set; }

    public string? Organization { get; set; }

    public string? Operator { get; set; }

    public string? Reason { get; set; }

    public string? Ticket { get; set; }

    public string? PlanDigest { get; set; }

    public string? PlanPart { get; set; }

    public PlanApproval? Approval { get; set; }

    public string? Parameters { get; set; }

    // Of a change; the number stands on both of its lines.
    public int? Change { get; set; }

    public string? Step { get; set; }

    /// <summary>In how many changes the step was split.</summary>
    public int? Parts { get; set; }

    public int? Undoes { get; set; }

    public string? Input { get; set; }

    public string? Action { get; set; }

    public string? Route { get; set; }

    public string? AccountId { get; set; }

    public string? Email { get; set; }

    public string? Name { get; set; }

    public string? ScimUserId { get; set; }

    /// <summary>What was changed, in words.</summary>
    public string? Target { get; set; }

    public string? TargetId { get; set; }

    /// <summary>What was asked, by its kind.</summary>
    public OperationSpec? Operation { get; set; }

    public State? Before { get; set; }

    /// <summary>What a plan made of a person.</summary>
    public string? Decision { get; set; }

    /// <summary>The steps of the plan for that person, by their ids.</summary>
    public IReadOnlyList<string>? Steps { get; set; }

    // Of what became of it.
    [JsonConverter(typeof(JsonStringEnumConverter<ChangeOutcome>))]
    public ChangeOutcome? Outcome { get; set; }

    public State? After { get; set; }

    public bool? Verified { get; set; }

    public int? Attempts { get; set; }

    public IReadOnlyList<string>? RequestIds { get; set; }

    public double? Seconds { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public string? RecommendedAction { get; set; }
}

/// <summary>What a line of a journal is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalRecord>))]
internal enum JournalRecord
{
    Run,
    Person,
    Begin,
    End,
}

/// <summary>The reader and writer of journal lines: names in every script stand there as they are.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    public static JsonTypeInfo<JournalLine> Lines { get; } = (JsonTypeInfo<JournalLine>)Layout().GetTypeInfo(typeof(JournalLine));

    /// <summary>The same, for reading one file: equal strings of it become one.</summary>
    public static JsonTypeInfo<JournalLine> LinesSharing(SharedStrings strings)
    {
        JsonSerializerOptions options = Layout();
        options.Converters.Add(strings);
        return (JsonTypeInfo<JournalLine>)options.GetTypeInfo(typeof(JournalLine));
    }

    private static JsonSerializerOptions Layout() => new()
    {
        TypeInfoResolver = KindsJson.And(new JournalJson()),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
