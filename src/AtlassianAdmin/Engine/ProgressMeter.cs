using System.Diagnostics;
using System.Globalization;
using AtlassianAdmin.Client.Http;

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
    private readonly Func<RateWait?> _wait;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private TimeSpan _lastReport = TimeSpan.Zero;
    private int _expected;
    private int _done;
    private bool _shown;

    public ProgressMeter(Cmdlet cmdlet, string activity, Func<RateWait?> wait)
    {
        _cmdlet = cmdlet;
        // It names the organization.
        _activity = ShownText.Of(activity);
        _wait = wait;
    }

    public void Expect(int more) => _expected += more;

    public void Done() => Done(_done + 1);

    /// <summary>So many are done by now.</summary>
    public void Done(int soFar)
    {
        _done = soFar;
        ReportProgress();
    }

    public void ReportProgress()
    {
        TimeSpan now = _watch.Elapsed;
        if (now < Patience || now - _lastReport < ShortestInterval)
            return;
        _lastReport = now;
        _shown = true;
        RateWait? wait = _wait();
        _cmdlet.WriteProgress(new ProgressRecord(ActivityId, _activity, StatusOf(wait, now))
        {
            CurrentOperation = wait is null ? "" : Explain(wait),
            PercentComplete = _expected == 0 ? -1 : (int)(100L * _done / _expected),
        });
    }

    public void Complete()
    {
        if (_shown)
            _cmdlet.WriteProgress(new ProgressRecord(ActivityId, _activity, "done") { RecordType = ProgressRecordType.Completed });
    }

    // In a terminal of 80 columns PowerShell shows 34 letters of it: the wait comes first.
    private string StatusOf(RateWait? wait, TimeSpan elapsed) => wait is null
        ? Text($"{_done} of {_expected} done, {_done / elapsed.TotalSeconds:0.#} per second")
        : Text($"{(wait.IsPaced ? "paced" : "limit")}, until {wait.Until.ToLocalTime():HH:mm}, {_done} of {_expected}");

    private static string Explain(RateWait wait) => wait.IsPaced
        ? Text($"Few requests are left in this window. They are spread until {wait.Until.ToLocalTime():HH:mm:ss}, so it goes on slowly.")
        : Text($"The rate limit is used up. Nothing is sent until {wait.Until.ToLocalTime():HH:mm:ss}.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
