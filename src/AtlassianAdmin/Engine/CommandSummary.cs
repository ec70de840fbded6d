using System.Diagnostics;
using System.Globalization;
using System.Management.Automation.Host;

namespace AtlassianAdmin.Engine;

/// <summary>What became of everything that a write command was asked, and the line that says so when the command is stopped.</summary>
internal sealed class CommandSummary
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<Change> _emitted = [];

    private int _done;
    private int _failed;
    private int _unknown;
    private int _halfDone;
    private int _notStarted;

    /// <summary>The changes so far, in the order of the input.</summary>
    public IReadOnlyList<Change> Emitted => _emitted;

    /// <summary>True when something was not started, or not answered.</summary>
    public bool HasOpenEnds => _unknown + _halfDone + _notStarted > 0;

    /// <summary>How many came to what, in a sentence.</summary>
    public string Counts
    {
        get
        {
            string halfDone = _halfDone == 0 ? "" : string.Format(CultureInfo.InvariantCulture, " {0} half done,", _halfDone);
            return string.Format(
                CultureInfo.InvariantCulture,
                "{0} done, {1} failed, {2} sent without an answer,{3} {4} not started. Get-AtlassianChange -Last lists them.",
                _done, _failed, _unknown, halfDone, _notStarted);
        }
    }

    /// <summary>Takes the changes of one input.</summary>
    public void Take(IReadOnlyList<Change> changes)
    {
        _emitted.AddRange(changes);
        if (changes.Any(c => c.Outcome == ChangeOutcome.Unknown))
            _unknown++;
        else if (changes.Any(c => c.Outcome == ChangeOutcome.Failed))
            _failed++;
        else if (changes.All(c => c.Outcome != ChangeOutcome.Skipped))
            _done++;
        else if (changes.Any(c => c.Outcome == ChangeOutcome.Changed))
            _halfDone++;
        else
            _notStarted++;
    }

    /// <summary>The streams are closed when a command is stopped, so the last word goes to the host itself.</summary>
    public void WriteTo(PSCmdlet cmdlet)
    {
        try
        {
            cmdlet.Host?.UI?.WriteLine(string.Format(
                CultureInfo.InvariantCulture, "{0} stopped after {1:0.0} s: {2}", cmdlet.MyInvocation.MyCommand.Name, _watch.Elapsed.TotalSeconds, Counts));
        }
        catch (Exception e) when (e is HostException or PSNotImplementedException or NotImplementedException)
        {
            // A host without a screen: the change objects still tell it.
        }
    }
}
