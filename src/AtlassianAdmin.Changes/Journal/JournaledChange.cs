using AtlassianAdmin.Changes.Registry;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>A change as a journal tells it. One that was sent and never answered has the outcome <see cref="ChangeOutcome.Unknown"/>.</summary>
public sealed class JournaledChange : Change
{
    private JournaledChange(JournalLine begin, JournalRun run)
        : base(begin.Input ?? "", begin.Action ?? "", run.Organization)
    {
        Run = run;
        Origin = run.Origin;
        Number = begin.Change ?? 0;
        StartedAt = begin.Time;
        Step = begin.Step;
        Parts = begin.Parts;
        Undoes = begin.Undoes;
        AccountId = begin.AccountId ?? "";
        Email = begin.Email;
        Name = begin.Name;
        ScimUserId = begin.ScimUserId;
        Route = begin.Route ?? "";
        Target = begin.Target ?? "";
        TargetId = begin.TargetId;
        Spec = begin.Operation;
        BeforeState = begin.Before;
        Outcome = begin.Outcome ?? ChangeOutcome.Unknown;
        ErrorCode = begin.Outcome is null ? Client.Errors.ErrorCode.Cancelled : null;
    }

    internal override RunInfo? Info
    {
        get => Run.Info;
        init => throw new NotSupportedException();
    }

    /// <summary>The number of the change in its journal, from 1.</summary>
    public int Number { get; }

    /// <summary>When it was about to be sent.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>When its result was known; null when it never was.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who ran it: the account of the operating system, and the machine.</summary>
    public string Operator => Run.Operator;

    /// <summary>Why; null when nobody said.</summary>
    public string? Reason => Run.Reason;

    /// <summary>The ticket; null when there is none.</summary>
    public string? Ticket => Run.Ticket;

    /// <summary>The digest of the plan; null for what no plan made.</summary>
    public string? PlanDigest => Run.PlanDigest;

    /// <summary>Who approved the plan: the signer, with the thumbprint of the certificate; null when nobody did.</summary>
    public string? ApprovedBy => Run.Approval?.ToString();

    /// <summary>When it was approved, by the signer's own clock; null when nobody did.</summary>
    public DateTimeOffset? ApprovedAt => Run.Approval?.SignedAt;

    /// <summary>The id of the run.</summary>
    public string RunId => Run.RunId;

    /// <summary>What made the run.</summary>
    public JournalRunKind RunKind => Run.Kind;

    /// <summary>The step of the plan; null for what no plan made.</summary>
    public string? Step { get; }

    /// <summary>The number of the change that this one undoes; null for all others.</summary>
    public int? Undoes { get; }

    /// <summary>What was asked beyond the person, such as <c>NewEmail=mia@example.com</c>; empty for nothing.</summary>
    public string Detail => Spec is null ? "" : KindsJson.Detail(Spec);

    /// <summary>The ids under which the service can find the requests, with a blank between them; empty when none is known.</summary>
    public string RequestIds => string.Join(" ", SentRequestIds);

    internal JournalRun Run { get; }

    /// <summary>True when the journal tells what became of it.</summary>
    internal bool HasEnded => EndedAt is not null;

    /// <summary>True when the wanted state was read back after it: nothing is left to do.</summary>
    internal bool IsProven => HasEnded && Verified == true && Outcome is ChangeOutcome.Changed or ChangeOutcome.AlreadyInState;

    /// <summary>For whom it was.</summary>
    internal Subject Subject => new(Input, AccountId, Email, Name) { ScimUserId = ScimUserId };

    /// <summary>True when it changed something, or may have.</summary>
    internal bool MayHaveChanged => Outcome is ChangeOutcome.Changed or ChangeOutcome.Unknown;

    internal static JournaledChange Of(JournalLine begin, JournalRun run) => new(begin, run);

    internal void Complete(JournalLine end)
    {
        EndedAt = end.Time;
        Outcome = end.Outcome ?? ChangeOutcome.Unknown;
        Email = end.Email ?? Email;
        Name = end.Name ?? Name;
        AccountId = end.AccountId ?? AccountId;
        TargetId = end.TargetId ?? TargetId;
        BeforeState = end.Before ?? BeforeState;
        AfterState = end.After;
        Verified = end.Verified;
        Attempts = end.Attempts ?? 0;
        SentRequestIds = end.RequestIds ?? [];
        Duration = TimeSpan.FromSeconds(end.Seconds ?? 0);
        ErrorCode = end.ErrorCode;
        ErrorMessage = end.ErrorMessage;
        RecommendedAction = end.RecommendedAction;
    }
}
