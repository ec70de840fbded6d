using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Changes.Running;

/// <summary>One thing that was asked for one person (or group, or key), and what became of it.</summary>
public class Change : IOrganizationObject
{
    internal Change(string input, string action, string organization)
    {
        Input = input;
        Action = action;
        Organization = organization;
    }

    /// <summary>The identity as it was given.</summary>
    public string Input { get; }

    /// <summary>The account; empty when the identity could not be resolved, and for what is no person.</summary>
    public string AccountId { get; internal set; } = "";

    /// <summary>The e-mail address; null when it was not read.</summary>
    public string? Email { get; internal set; }

    /// <summary>The display name; null when it was not read.</summary>
    public string? Name { get; internal set; }

    /// <summary>The organization, or the site for a change by way of a site; marked <c>[sandbox]</c> when it is simulated.</summary>
    public string Organization { get; }

    /// <summary>What was asked, such as <c>Disable</c>.</summary>
    public string Action { get; }

    /// <summary>What was changed, in words: the account, the group, the role and its product, the directory, the token, the address, the fields, the key.</summary>
    public string Target { get; internal set; } = "";

    /// <summary>Which way it went: <c>Account</c> is the account itself, <c>Scim</c> the identity provider's record of it, <c>Directory</c> its membership in directories, groups or roles, <c>Site</c> its membership in a group by way of a site; <c>Group</c> is a group itself, <c>Organization</c> an invitation or a key.</summary>
    public string Route { get; internal set; } = "Account";

    /// <summary>What became of it.</summary>
    public ChangeOutcome Outcome { get; internal set; } = ChangeOutcome.Skipped;

    /// <summary>The state before, in the service's words; null when it was not read.</summary>
    public string? Before => BeforeState?.ToString();

    /// <summary>The state afterwards, in the service's words; null when it was not read back.</summary>
    public string? After => AfterState?.ToString();

    /// <summary>True when the wanted state was read back, false when another one was; null when nothing was read back.</summary>
    public bool? Verified { get; internal set; }

    /// <summary>The code of the error, one of <see cref="ErrorCode"/>; null when there was none.</summary>
    public string? ErrorCode { get; internal set; }

    /// <summary>How often the change was sent; 0 when it was not.</summary>
    public int Attempts { get; internal set; }

    /// <summary>How long it took, reading included.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>Who it is: the e-mail address, the account, or the identity as it was given, the first of them that is known.</summary>
    public string Person => Email ?? (AccountId.Length > 0 ? AccountId : Input);

    /// <summary>The state before in detail; null when it was not read.</summary>
    public State? BeforeState { get; internal set; }

    /// <summary>The state afterwards in detail; null when it was not read back.</summary>
    public State? AfterState { get; internal set; }

    /// <summary>What went wrong, in a sentence; null when nothing did.</summary>
    public string? ErrorMessage { get; internal set; }

    /// <summary>What to type or open next; null when nothing went wrong.</summary>
    public string? RecommendedAction { get; internal set; }

    /// <summary>The id of what was changed; null where it has none of its own.</summary>
    public string? TargetId { get; internal set; }

    /// <summary>The record of the SCIM directory that was meant; null when the account itself was.</summary>
    public string? ScimUserId { get; internal set; }

    /// <summary>The id of the organization that it was made in; null when that is not known.</summary>
    public string? OrganizationId => Origin?.OrganizationId;

    internal OrganizationOrigin? Origin { get; set; }

    OrganizationOrigin? IOrganizationObject.Origin => Origin;

    /// <summary>What was asked, as a plan and a journal keep it; null for what is only told.</summary>
    internal OperationSpec? Spec { get; set; }

    /// <summary>In how many changes what was asked was split, this one among them; null for one that was not split.</summary>
    internal int? Parts { get; set; }

    /// <summary>What <see cref="Target"/> is, where that is no person's own; null where a person changes.</summary>
    internal string? Noun { get; set; }

    /// <summary>The ids under which the service can find the requests of the change; empty when none was sent.</summary>
    internal IReadOnlyList<string> SentRequestIds { get; set; } = [];

    /// <summary>The run that it belongs to; null when that is not known.</summary>
    internal virtual RunInfo? Info { get; init; }

    /// <summary>Where journals keep it: the run and the number; empty when none does.</summary>
    internal IReadOnlyList<(string RunId, int Number)> Records { get; private set; } = [];

    /// <summary>What a person should know although nothing went wrong; null for nothing.</summary>
    internal string? Warning { get; set; }

    /// <summary>What else a preview has found that it changes, in words; null for nothing.</summary>
    internal string? Effects { get; set; }

    /// <summary>What it made, for a command that returns it; null for nothing.</summary>
    internal object? Created { get; set; }

    /// <summary>How errors name what changes: people by e-mail, as people know them.</summary>
    internal string Who => Noun is not null ? $"{Noun} {(Target.Length > 0 ? Target : Input)}"
        : Email ?? (AccountId.Length > 0 ? AccountId : ScimUserId ?? Input);

    /// <summary>The account that has what is asked for, where a preview found one; null for nobody.</summary>
    internal string? HolderId { get; set; }

    /// <summary>The failure behind <see cref="ErrorCode"/>; null when there was none.</summary>
    internal AdminException? Failure { get; private set; }

    /// <summary>True when an error tells what became of it.</summary>
    internal bool IsError => Failure is not null && Outcome is not (ChangeOutcome.Skipped or ChangeOutcome.WhatIf);

    /// <summary>True when nothing is left to do.</summary>
    internal bool IsDone => Outcome is ChangeOutcome.Changed or ChangeOutcome.AlreadyInState;

    /// <summary>Drops what only telling it needed: a record of many people is kept for long.</summary>
    internal void Forget()
    {
        Failure = null;
        Warning = null;
        Created = null;
        BeforeState = BeforeState?.Kept;
        AfterState = AfterState?.Kept;
    }

    /// <summary>Takes where a journal keeps it.</summary>
    internal void Record(string runId, int number) => Records = Records.Append((runId, number)).ToArray();

    internal Change Fail(ChangeOutcome outcome, AdminException failure)
    {
        Outcome = outcome;
        Failure = failure;
        ErrorCode = failure.Code;
        ErrorMessage = failure.Message;
        RecommendedAction = failure.Remedy;
        return this;
    }

    /// <summary>Read to be as wanted, whatever went wrong on the way.</summary>
    internal void Prove(ChangeOutcome outcome)
    {
        Outcome = outcome;
        Verified = true;
        Failure = null;
        ErrorCode = ErrorMessage = RecommendedAction = null;
    }

    /// <summary>The foreseen failure does not come: an earlier step takes its cause away.</summary>
    internal void Withdraw()
    {
        Failure = null;
        ErrorCode = ErrorMessage = RecommendedAction = null;
    }

    /// <summary>Not attempted, because of what an earlier one met.</summary>
    internal Change Because(AdminException earlier)
    {
        Outcome = ChangeOutcome.Skipped;
        ErrorCode = earlier.Code;
        ErrorMessage = earlier.Message;
        RecommendedAction = earlier.Remedy;
        return this;
    }

    /// <summary>Given up while it was in flight, when it was in flight.</summary>
    internal Change AsUnknown(bool inFlight)
    {
        if (inFlight)
            Fail(ChangeOutcome.Unknown, new AdminException(Client.Errors.ErrorCode.Cancelled));
        return this;
    }

    /// <summary>Takes what a reading told about the person and the target.</summary>
    internal void Update(State state, bool isBefore = true)
    {
        if (isBefore)
            BeforeState ??= state;
        Email = state.Email ?? Email;
        Name = state.Name ?? Name;
        Target = state.TargetName ?? Target;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Action} {(Noun is null ? Email ?? (AccountId.Length > 0 ? AccountId : Input) : Target.Length > 0 ? Target : Input)}: {Outcome}";
}
