using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtlassianAdmin.Simulation.Lives;

/// <summary>Everything that happens in one life, drawn before it begins. As text it is one line, which replays it exactly.</summary>
public sealed record Life
{
    private static readonly JsonSerializerOptions OneLine = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The seed that it was drawn from; also draws the order in which requests are released.</summary>
    public int Seed { get; init; }

    /// <summary>The seed of the organization.</summary>
    public int Company { get; init; }

    /// <summary>How many people it has.</summary>
    public int People { get; init; }

    /// <summary>Requests a minute that the service announces; 0 for no limit.</summary>
    public int RateLimit { get; init; }

    /// <summary>True where the service answers 409 to what is so already.</summary>
    public bool Conflicts { get; init; }

    /// <summary>The size of a page; 0 for the service's own.</summary>
    public int PageSize { get; init; }

    /// <summary>Requests in flight at once.</summary>
    public int Throttle { get; init; }

    /// <summary>True where the connection keeps a journal.</summary>
    public bool Journal { get; init; }

    /// <summary>True where the connection only reads.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The most people that may be changed; 0 for no limit.</summary>
    public int MaxChanges { get; init; }

    /// <summary>Who is protected, by their places in the organization.</summary>
    public IReadOnlyList<int> Protected { get; init; } = [];

    /// <summary>What the admin does, one after the other.</summary>
    public IReadOnlyList<LifeCommand> Commands { get; init; } = [];

    /// <summary>What happens to requests.</summary>
    public IReadOnlyList<Mishap> Mishaps { get; init; } = [];

    /// <summary>What happens to the disk.</summary>
    public IReadOnlyList<DiskFault> DiskFaults { get; init; } = [];

    /// <summary>What another admin does meanwhile.</summary>
    public IReadOnlyList<Deed> Deeds { get; init; } = [];

    /// <summary>Reads a line.</summary>
    public static Life Parse(string line) => JsonSerializer.Deserialize<Life>(line, OneLine)!;

    /// <inheritdoc/>
    public override string ToString() => JsonSerializer.Serialize(this, OneLine);
}
