using System.Diagnostics;
using System.Globalization;

namespace AtlassianAdmin.Engine;

/// <summary>The progress of a long command: done, total, rate, and what it is waiting for. At most five times a second.</summary>
internal sealed class ProgressMeter
{
    private const int ActivityId = 0x41A7;
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(200);
    // A command that is over in a blink shows nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Cmdlet _cmdlet;
    private readonly string _activity;
    private readonly Func<DateTimeOffset?> _waitingUntil;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private TimeSpan _lastReport = TimeSpan.Zero;
    private int _expected;
    private int _done;
    private bool _shown;

    public ProgressMeter(Cmdlet cmdlet, string activity, Func<DateTimeOffset?> waitingUntil)
    {
        _cmdlet = cmdlet;
        // It names the organization.
        _activity = ShownText.Of(activity);
        _waitingUntil = waitingUntil;
    }

    public void Expect(int more) => _expected += more;

    public void Done()
    {
        _done++;
        ReportProgress();
    }

    public void ReportProgress()
    {
        TimeSpan now = _watch.Elapsed;
        if (now < Patience || now - _lastReport < ShortestInterval)
            return;
        _lastReport = now;
        _shown = true;
        string status = string.Format(
            CultureInfo.InvariantCulture, "{0} of {1} done, {2:0.#} per second", _done, _expected, _done / now.TotalSeconds);
        if (_waitingUntil() is { } until)
            status += string.Format(CultureInfo.InvariantCulture, ", waiting for the rate limit until {0:HH:mm:ss}", until.ToLocalTime());
        _cmdlet.WriteProgress(new ProgressRecord(ActivityId, _activity, status)
        {
            PercentComplete = _expected == 0 ? -1 : (int)(100L * _done / _expected),
        });
    }

    public void Complete()
    {
        if (_shown)
            _cmdlet.WriteProgress(new ProgressRecord(ActivityId, _activity, "done") { RecordType = ProgressRecordType.Completed });
    }
}
