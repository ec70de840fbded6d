using System.IO;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AtlassianAdmin.Changes.Approval;
using AtlassianAdmin.Changes.Files;
using AtlassianAdmin.Changes.Registry;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>A plan as a file that people can read, with the digest that tells whether somebody changed it.</summary>
public sealed class PlanFile
{
    private const string CurrentFormat = "AtlassianAdmin.Plan/1";

    /// <summary>What the file is, and in which version.</summary>
    [JsonInclude]
    internal string? Format { get; set; }

    /// <summary>The digest of the plan.</summary>
    [JsonInclude]
    internal string? Digest { get; set; }

    /// <summary>The plan.</summary>
    [JsonInclude]
    internal Plan? Plan { get; set; }

    /// <summary>Writes a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="path">The file; one that is there is overwritten.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.PlanUnusable"/> when it cannot be written, <see cref="ErrorCode.PlanAltered"/> when the plan is not the one that was made.</exception>
    public static void Write(Plan plan, string path)
    {
        plan.CheckDigest();
        try
        {
            AtomicFile.Write(path, file => JsonSerializer.Serialize(file, new PlanFile { Format = CurrentFormat, Digest = plan.Digest, Plan = plan }, PlanJson.Readable));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw NotWritten(e);
        }
    }

    /// <summary>A file of a plan that could not be written: the next step is another than for one that cannot be read.</summary>
    internal static AdminException NotWritten(Exception why) =>
        new AdminException(ErrorCode.PlanUnusable, why, ("detail", why.Message.TrimEnd('.')))
            .WithRemedy("Close what has the file open, make room and rights for it, or give another -Path.");

    /// <summary>Reads a plan, and makes sure that it is the one that was written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="digest">The digest that a reviewer signed off; null to check the file against itself only.</param>
    /// <param name="signaturePath">The file of the approval; null for the one beside the plan, if there is one.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.PlanAltered"/> when it is another plan, <see cref="ErrorCode.PlanUnusable"/> when it is none.</exception>
    public static Plan Read(string path, string? digest = null, string? signaturePath = null)
    {
        // An approval is of the very bytes that are read. Without one they need not be held.
        if (signaturePath is null && !File.Exists(PlanSignature.PathOf(path)))
        {
            using FileStream file = Open(path);
            return Read(file, path, digest);
        }

        byte[] content = ReadContent(path);
        Plan plan = Read(content, path, digest);
        TakeApproval(plan, content, signaturePath ?? PlanSignature.PathOf(path));
        return plan;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw NotRead(e);
        }
    }

    private static AdminException NotRead(Exception why) => new(ErrorCode.PlanUnusable, why, ("detail", why.Message));

    /// <summary>Reads the bytes of a file.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.PlanUnusable"/>.</exception>
    internal static byte[] ReadContent(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw NotRead(e);
        }
    }

    /// <summary>Reads a plan from bytes, whoever approved it.</summary>
    internal static Plan Read(byte[] content, string path, string? digest)
    {
        using var bytes = new MemoryStream(content, writable: false);
        return Read(bytes, path, digest);
    }

    private static Plan Read(Stream content, string path, string? digest)
    {
        PlanFile? read;
        try
        {
            // It passes over the byte order mark of UTF-8, which some editors write.
            read = JsonSerializer.Deserialize(content, PlanJson.ReadableSharing(new SharedStrings()));
        }
        catch (JsonException e)
        {
            // What this version does not know, it cannot have checked.
            throw new AdminException(ErrorCode.PlanUnusable, e, ("detail", $"{path} is no plan that this version reads ({e.Path ?? "$"}, line {e.LineNumber + 1})"));
        }
        catch (IOException e)
        {
            throw NotRead(e);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException or InvalidOperationException)
        {
            // A step or a state without its kind.
            throw new AdminException(ErrorCode.PlanUnusable, e, ("detail", $"{path} is no plan that this version reads"));
        }

        if (read is not { Format: CurrentFormat, Plan: { } plan } || !IsWhole(plan))
            throw new AdminException(ErrorCode.PlanUnusable, ("detail", $"{path} is no plan of the format {CurrentFormat}"));
        // The right digest is told to nobody whose file has another one.
        if (read.Digest != DigestOf(plan))
            throw new AdminException(ErrorCode.PlanAltered, ("detail", $"the digest in {path} is not that of its content"));
        plan.Sealed();
        if (plan.People.Select(p => p.Contradiction).FirstOrDefault(c => c is not null) is { } contradiction)
            throw new AdminException(ErrorCode.PlanAltered, ("detail", $"{path} contradicts itself: {contradiction}"));
        foreach (PlanPerson person in plan.People)
            person.ForgetTold();
        if (digest is not null && !string.Equals(digest.Trim(), plan.Digest, StringComparison.OrdinalIgnoreCase))
            throw new AdminException(ErrorCode.PlanAltered, ("detail", $"{path} holds another plan than the one that {digest.Trim()} stands for"));
        return plan;
    }

    /// <summary>Takes who approved these very bytes. A plan without an approval can still be looked at.</summary>
    private static void TakeApproval(Plan plan, byte[] content, string signaturePath)
    {
        try
        {
            plan.Approval = PlanSignature.Verify(content, signaturePath, DateTimeOffset.UtcNow);
            plan.Approval.PlanDigest = plan.Digest;
        }
        catch (AdminException e)
        {
            plan.ApprovalFailure = e;
        }
    }

    /// <summary>What tells a plan from every other, however its file is laid out.</summary>
    internal static string DigestOf(Plan plan)
    {
        using var hash = SHA256.Create();
        using (var sink = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            JsonSerializer.Serialize(sink, plan, PlanJson.Canonical);
        return "sha256:" + string.Concat(hash.Hash!.Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>True when the state that was seen is of the kind that the operation is about.</summary>
    private static bool IsStateOf(PlanStep step) =>
        step.Seen is null || OperationKinds.Of(step.Operation).State is not { } state || state == step.Seen.GetType();

    private static bool IsWhole(Plan plan) =>
        plan is { People: not null, RequestedSteps: not null } && plan.People.All(p =>
            p is { Directories: not null, Groups: not null, Roles: not null, ScimLinks: not null, Findings: not null, Steps: not null, Worklist: not null }
            && p.Steps.All(s => s is { StepId.Length: > 0, Operation: not null } && IsStateOf(s))
            && p.Worklist.All(w => w is not null) && p.Findings.All(f => f is not null));
}

/// <summary>The reader and writer of plans.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PlanFile))]
[JsonSerializable(typeof(Plan))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    // A later version may say the same in other words: the digest stands for what is done.
    private static readonly HashSet<(Type, string)> Derived =
    [
        (typeof(PlanPerson), "decision"), (typeof(PlanStep), "effect"), (typeof(PlanStep), "precondition"), (typeof(PlanStep), "inverse"),
    ];

    /// <summary>As people read it. What it does not know, it refuses.</summary>
    public static JsonTypeInfo<PlanFile> Readable { get; } = (JsonTypeInfo<PlanFile>)Layout(new PlanJson(), indented: true).GetTypeInfo(typeof(PlanFile));

    /// <summary>The same, for reading one file: equal strings of it become one.</summary>
    public static JsonTypeInfo<PlanFile> ReadableSharing(SharedStrings strings)
    {
        JsonSerializerOptions options = Layout(new PlanJson(), indented: true);
        options.Converters.Add(strings);
        return (JsonTypeInfo<PlanFile>)options.GetTypeInfo(typeof(PlanFile));
    }

    /// <summary>As the digest sees it: without what is derived from the rest.</summary>
    public static JsonTypeInfo<Plan> Canonical { get; } =
        (JsonTypeInfo<Plan>)Layout(new PlanJson().WithAddedModifier(LeaveOutDerived), indented: false).GetTypeInfo(typeof(Plan));

    private static void LeaveOutDerived(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties.Where(p => Derived.Contains((type.Type, p.Name))).ToList())
            type.Properties.Remove(property);
    }

    // What is null is not written, so it need not be there.
    private static void LetNullsBeMissing(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties.Where(p => p.AssociatedParameter is { IsNullable: true }))
            property.IsRequired = false;
    }

    private static JsonSerializerOptions Layout(IJsonTypeInfoResolver resolver, bool indented) => new()
    {
        TypeInfoResolver = KindsJson.And(resolver).WithAddedModifier(LetNullsBeMissing),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = indented,
        NewLine = "\n",
    };
}
