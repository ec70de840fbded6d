using System.Diagnostics;
using System.Globalization;
using System.Management.Automation.Host;

namespace AtlassianAdmin.Engine;

/// <summary>A cmdlet that changes something in the organization: what became of each input is remembered, and told when it is stopped.</summary>
public abstract class WriteCmdlet : ConnectedCmdlet
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private bool _finished;

    /// <summary>What became of each input so far, in the order of the input.</summary>
    private protected abstract IReadOnlyList<Change> Changes { get; }

    /// <summary>Whether there is something to say about a stop that nobody has said.</summary>
    private protected virtual bool HasLastWord => true;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _finished = true;
        Remember();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_finished && Changes.Count > 0)
        {
            _finished = true;
            StopAll();
            AwaitAnswers(Grace + Grace);
            Remember();
            if (HasLastWord)
                TellWhatWasDone();
        }

        base.Dispose(disposing);
    }

    /// <summary>Waits for the answers to what is in flight.</summary>
    private protected virtual void AwaitAnswers(TimeSpan longest)
    {
    }

    // Not before the end: the changes of the last command may be what comes down the pipeline.
    private void Remember() => State.LastChanges = Changes;

    /// <summary>The streams are closed by now, so the last word goes to the host itself.</summary>
    private void TellWhatWasDone()
    {
        IReadOnlyList<Change> changes = State.LastChanges;
        int done = changes.Count(c => c.Outcome is ChangeOutcome.Changed or ChangeOutcome.AlreadyInState or ChangeOutcome.WhatIf);
        int failed = changes.Count(c => c.Outcome == ChangeOutcome.Failed);
        int unknown = changes.Count(c => c.Outcome == ChangeOutcome.Unknown);
        int not = changes.Count(c => c.Outcome == ChangeOutcome.Skipped);
        try
        {
            Host?.UI?.WriteLine(string.Format(
                CultureInfo.InvariantCulture,
                "{0} stopped after {1:0.0} s: {2} done, {3} failed, {4} sent without an answer, {5} not started. Get-AtlassianChange -Last lists them.",
                MyInvocation.MyCommand.Name, _watch.Elapsed.TotalSeconds, done, failed, unknown, not));
        }
        catch (Exception e) when (e is HostException or PSNotImplementedException or NotImplementedException)
        {
            // A host without a screen: the change objects still tell it.
        }
    }
}
