namespace AtlassianAdmin.Changes.Running;

/// <summary>A unit of one intent: what a command asks for one person, group or key.</summary>
public sealed class IntentUnit : ChangeUnit
{
    private readonly ChangeRunner _runner;
    private readonly ChangeSlot _slot;
    private readonly ExclusiveTargets.Gift? _gift;

    /// <summary>Makes a unit.</summary>
    /// <param name="runner">What carries it out.</param>
    /// <param name="intent">What is asked.</param>
    public IntentUnit(ChangeRunner runner, Intent intent)
        : base(intent.Subject)
    {
        _runner = runner;
        _slot = new ChangeSlot(intent, runner.NotStarted);
        _gift = runner.Targets.Add(intent);
        if (_gift is { } gift)
            intent.IsGivenUpAsync = holder => runner.Targets.IsGivenUpAsync(holder, gift);
    }

    /// <summary>What is asked.</summary>
    public Intent Intent => _slot.Intent;

    /// <inheritdoc/>
    public override string? OrderKey => Intent.OrderKey;

    /// <inheritdoc/>
    public override string Gerund => Intent.Gerund;

    /// <inheritdoc/>
    public override IReadOnlyList<Change> Changes => _slot.Changes;

    /// <summary>How many of such units go in one request.</summary>
    internal int LargestBatch => Intent is ISharedOperation shared ? shared.LargestBatch : 1;

    /// <summary>True when both may go in one request.</summary>
    internal bool SharesWith(IntentUnit other) => Intent is ISharedOperation shared && other.Intent is ISharedOperation own && shared.SharesWith(own);

    /// <inheritdoc/>
    public override IReadOnlyList<Change> NotStarted() => [_slot.NotStarted()];

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Change>> PreviewAsync(bool byPage, CancellationToken cancellationToken)
    {
        bool comes = false;
        try
        {
            IReadOnlyList<Change> changes = await PreviewAloneAsync(byPage, cancellationToken).ConfigureAwait(false);
            comes = changes.All(c => c is { Failure: null, AfterState: null });
            return changes;
        }
        finally
        {
            _gift?.Preview?.TrySetResult(comes);
        }
    }

    /// <summary>A preview is going to follow: later units, to whom this one leaves a value, wait for what it says.</summary>
    internal override void ExpectPreview()
    {
        if (_gift is not null)
            _gift.Preview = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private async Task<IReadOnlyList<Change>> PreviewAloneAsync(bool byPage, CancellationToken cancellationToken)
    {
        IReadOnlyList<Change> changes = await _runner.PreviewAsync(Intent, byPage, cancellationToken).ConfigureAwait(false);
        if (_gift?.Rival is not { } rival || changes.Count != 1 || changes[0] is not { Failure: null, AfterState: null } change)
            return changes;
        change.Fail(ChangeOutcome.WhatIf, new AdminException(
            ErrorCode.InvalidField, ("field", "The target"), ("detail", $"{Intent.ExclusiveTarget} is given to {rival.Who} by this list already")));
        return changes;
    }

    /// <inheritdoc/>
    public override Task RunAsync(RunOptions options, RunStatus status, CancellationToken cancellationToken) =>
        Intent is ISharedOperation
            ? RunTogetherAsync([this], status, cancellationToken)
            : _runner.RunAsync(_slot, options, status, cancellationToken);

    internal override async Task<IReadOnlyList<OpenProof>> SendAsync(RunOptions options, RunStatus status, CancellationToken cancellationToken)
    {
        if (Intent is ISharedOperation)
            return await base.SendAsync(options, status, cancellationToken).ConfigureAwait(false);
        OpenProof? open = await _runner.RunAsync(_slot, options with { LeavesProof = true }, status, cancellationToken).ConfigureAwait(false);
        return open is null ? [] : [open];
    }

    internal override string Expect(IReadOnlyList<Change> preview)
    {
        if (preview.Any(c => c.Failure is not null))
            return base.Expect(preview);
        List<State> after = preview.Select(c => c.AfterState).OfType<State>().ToList();
        if (after.Count == preview.Count)
            return $" - nothing would be sent, it is {Intent.Summarize(after)} already";
        List<State> before = preview.Select(c => c.BeforeState).OfType<State>().ToList();
        string effects = string.Concat(preview.Select(c => c.Effects).OfType<string>().Distinct().Select(e => $" - {e}"));
        return (before.Count == 0 ? "" : $" - {Intent.DescribeFrom(before)}") + effects;
    }

    internal override bool NoteFailure(RunStatus status, AdminException failure) => status.NoteFailure(Intent, failure);

    /// <summary>Carries out several units in one request.</summary>
    internal static Task RunTogetherAsync(IReadOnlyList<IntentUnit> units, RunStatus status, CancellationToken cancellationToken) =>
        units[0]._runner.RunTogetherAsync(units.Select(u => u._slot).ToList(), status, cancellationToken);
}
