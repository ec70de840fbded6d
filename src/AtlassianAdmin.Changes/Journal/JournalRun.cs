using System.Text.Json.Serialization;
using AtlassianAdmin.Changes.Approval;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>What made a run of changes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalRunKind>))]
public enum JournalRunKind : long
{
    /// <summary>The cmdlets of one connection.</summary>
    Connection,

    /// <summary>A plan, begun or resumed.</summary>
    Plan,

    /// <summary>The undoing of changes of the same journal.</summary>
    Undo,
}

/// <summary>One run of changes in a journal: who made them, where and why.</summary>
public sealed class JournalRun
{
    /// <summary>The id of the run.</summary>
    public string RunId { get; internal init; } = Guid.NewGuid().ToString();

    /// <summary>What made it.</summary>
    public JournalRunKind Kind { get; internal init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>The id of the organization.</summary>
    public string OrganizationId { get; internal init; } = "";

    /// <summary>The organization as questions and change objects name it.</summary>
    public string Organization { get; internal init; } = "";

    /// <summary>Who ran it: the account of the operating system and the machine, and for whom, where that is somebody else.</summary>
    public string Operator { get; internal init; } = "";

    /// <summary>Why; null when nobody said.</summary>
    public string? Reason { get; internal init; }

    /// <summary>The ticket; null when there is none.</summary>
    public string? Ticket { get; internal init; }

    /// <summary>The digest of the plan; null for what no plan made.</summary>
    public string? PlanDigest { get; internal init; }

    /// <summary>The part of the plan that was run, such as <c>2/4</c>; null for all of it, and for what no plan made.</summary>
    public string? PlanPart { get; internal init; }

    /// <summary>Who approved the plan; null when nobody did, and for what no plan made.</summary>
    public PlanApproval? Approval { get; internal init; }

    /// <summary>How it was asked, in words; null when that is not known.</summary>
    public string? Parameters { get; internal init; }

    /// <summary>True when the line of the run cannot be read: only its id is known.</summary>
    internal bool IsLost { get; init; }

    /// <summary>The journal that it was read from; null of a run that is only begun.</summary>
    internal ChangeJournal? Journal { get; set; }

    internal OrganizationOrigin? Origin => OrganizationId.Length > 0 ? new OrganizationOrigin(OrganizationId, address: null) : null;

    /// <summary>Everybody a plan was run for, also those for whom it does nothing: no change tells of them.</summary>
    internal List<AskedPerson> People { get; init; } = [];

    /// <summary>The same as a report says it.</summary>
    internal RunInfo Info => field ??= new RunInfo
    {
        Organization = IsLost ? null : Organization,
        Origin = Origin,
        Operator = Operator,
        Reason = Reason,
        Ticket = Ticket,
        PlanDigest = PlanDigest,
        Approval = Approval,
        Parameters = Parameters,
        StartedAt = StartedAt,
        JournalHash = Journal?.LastHash,
        People = Journal is null ? People : People.ConvertAll(p => Journal.OpenStepOf(p, PlanDigest) is { } open ? p with { OpenStep = open } : p),
    };

    /// <summary>Who runs this process.</summary>
    public static string CurrentOperator => ProcessOperator.Name;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {RunId} by {Operator}";

    internal JournalLine ToLine() => new()
    {
        Record = JournalRecord.Run,
        Format = JournalLine.CurrentFormat,
        Time = StartedAt,
        Run = RunId,
        Kind = Kind,
        OrganizationId = OrganizationId,
        Organization = Organization,
        Operator = Operator,
        Reason = Reason,
        Ticket = Ticket,
        PlanDigest = PlanDigest,
        PlanPart = PlanPart,
        Approval = Approval,
        Parameters = Parameters,
    };

    /// <summary>A line for each of <see cref="People"/>.</summary>
    internal IEnumerable<JournalLine> ToPeopleLines() => People.Select(p => new JournalLine
    {
        Record = JournalRecord.Person,
        Time = StartedAt,
        Run = RunId,
        Input = p.Subject.Input,
        AccountId = p.Subject.AccountId,
        Email = p.Subject.Email,
        Name = p.Subject.Name,
        ScimUserId = p.Subject.ScimUserId,
        Action = p.Asked,
        Decision = p.Decision,
        Steps = p.StepIds.Count == 0 ? null : p.StepIds,
        ErrorCode = p.Code,
        ErrorMessage = p.Why,
        RecommendedAction = p.NextStep,
    });

    internal static AskedPerson PersonOf(JournalLine line) => new(
        new Subject(line.Input ?? "", line.AccountId ?? "", line.Email, line.Name) { ScimUserId = line.ScimUserId },
        line.Action ?? "", line.Decision ?? "", line.ErrorCode, line.ErrorMessage, line.RecommendedAction)
    {
        StepIds = line.Steps ?? [],
    };

    internal static JournalRun Of(JournalLine line) => new()
    {
        RunId = line.Run ?? "",
        Kind = line.Kind ?? JournalRunKind.Connection,
        StartedAt = line.Time,
        OrganizationId = line.OrganizationId ?? "",
        Organization = line.Organization ?? "",
        Operator = line.Operator ?? "",
        Reason = line.Reason,
        Ticket = line.Ticket,
        PlanDigest = line.PlanDigest,
        PlanPart = line.PlanPart,
        Approval = line.Approval,
        Parameters = line.Parameters,
    };
}
