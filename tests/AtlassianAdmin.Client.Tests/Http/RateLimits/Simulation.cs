using System.Net.Http;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Clocks;

namespace AtlassianAdmin.Client.Tests.Http.RateLimits;

/// <summary>
/// Callers, a budget and a service in simulated time. Everything happens on one thread in an order that the seed decides, so
/// that a run that breaks a law breaks it again.
/// </summary>
internal sealed class Simulation
{
    private const int MostEvents = 1_000_000;
    private static readonly DateTimeOffset Beginning = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly Scenario _scenario;
    private readonly Random _random;
    private readonly ManualClock _clock;
    private readonly RateBudget _budget;
    private readonly SimulatedLimit _service;
    private readonly PriorityQueue<Action, (DateTimeOffset, int)> _events = new();
    private readonly List<int> _parked;
    private readonly int[] _wakings;
    private readonly DateTimeOffset _start;
    private DateTimeOffset _now;
    private int _order;
    private int _unsent;
    private int _inFlight;

    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;
    private long _startsAtLastClosing;
    private long _starts;
    private int _answersSinceClosing;

    private Simulation(Scenario scenario)
    {
        _scenario = scenario;
        _random = new Random(scenario.Seed);
        _start = _now = Beginning + TimeSpan.FromMilliseconds(_random.Next(60_000));
        _clock = new ManualClock(_start + scenario.Skew);
        _budget = new RateBudget(_clock);
        _service = new SimulatedLimit(scenario.Limit, scenario.Window, scenario.Counting, scenario.Telling, datesItsReplies: true, scenario.SaysRetryAfter);
        _parked = [.. Enumerable.Range(0, Math.Min(scenario.Callers, scenario.Requests))];
        _wakings = new int[_parked.Count];
        _unsent = scenario.Requests;
    }

    public int Answered { get; private set; }

    public int RefusedToUs { get; private set; }

    public int Lost { get; private set; }

    public TimeSpan Took => _now - _start;

    /// <summary>What happened against the laws; empty when nothing did.</summary>
    public List<string> Breaches { get; } = [];

    public static Simulation Run(Scenario scenario)
    {
        var simulation = new Simulation(scenario);
        simulation.Run();
        return simulation;
    }

    public override string ToString() =>
        $"answered {Answered}, refused {RefusedToUs}, lost {Lost}, took {Took}, {string.Join("; ", Breaches.Take(3))}";

    private void Run()
    {
        if (_scenario.Competitor > TimeSpan.Zero)
            At(_scenario.Competitor, Compete);
        At(_scenario.Window / 2, () => _clock.Set(_scenario.ClockSet));
        LetCallersTry();
        while (Answered < _scenario.Requests && Breaches.Count < 10)
        {
            if (_order > MostEvents)
                Breaches.Add("it does not come to an end");
            if (_order > MostEvents || !_events.TryDequeue(out Action? happen, out (DateTimeOffset Time, int) when))
            {
                Breaches.Add("nothing more will happen");
                return;
            }

            _clock.Advance(when.Time - _now);
            _now = when.Time;
            happen();
        }
    }

    private void At(TimeSpan later, Action happen) => _events.Enqueue(happen, (_now + later, _order++));

    private void Compete()
    {
        _service.Answer(_now).Dispose();
        At(_scenario.Competitor, Compete);
    }

    private void LetCallersTry()
    {
        // Whoever waits wakes up; who comes first is chance.
        int[] callers = [.. _parked];
        _random.Shuffle(callers);
        foreach (int caller in callers)
            Try(caller);
    }

    private void Try(int caller)
    {
        if (!_parked.Contains(caller))
            return;
        if (_unsent == 0)
        {
            _parked.Remove(caller);
            return;
        }

        if (!_budget.TryStart(out RatePermit permit, out TimeSpan? wait))
        {
            if (wait is { } known)
            {
                if (known <= TimeSpan.Zero)
                    Breaches.Add($"a wait of {known}");
                // Woken before, it asks anew and this waking is void.
                int waking = ++_wakings[caller];
                At(known, () =>
                {
                    if (waking == _wakings[caller])
                        Try(caller);
                });
            }
            else if (_inFlight == 0)
            {
                Breaches.Add("waits for a reply although nothing is in flight");
            }

            return;
        }

        _parked.Remove(caller);
        _unsent--;
        Send(caller, permit);
    }

    private void Send(int caller, RatePermit permit)
    {
        _starts++;
        _inFlight++;
        if (_now < _closedUntil)
            Breaches.Add($"sent {_closedUntil - _now} before the service wants to hear again");
        if (_startsAtLastClosing > 0 && _inFlight > _answersSinceClosing + 1)
            Breaches.Add($"{_inFlight} in flight after {_answersSinceClosing} answers since the door was closed");
        long number = _starts;
        At(Latency(), () =>
        {
            HttpResponseMessage reply = _service.Answer(_now);
            bool lost = _random.Next(100) < _scenario.LostPercent;
            At(Latency(), () => Receive(caller, permit, number, lost ? null : reply));
        });
    }

    private void Receive(int caller, RatePermit permit, long number, HttpResponseMessage? reply)
    {
        _inFlight--;
        RateLimitHeaders? told = reply is null ? null : RateLimitHeaders.Read(reply, _clock);
        _budget.Finish(permit, told);
        if (told is null)
        {
            Lost++;
            _unsent++;
        }
        else if (told.Refused)
        {
            RefusedToUs++;
            _unsent++;
            if (reply!.Headers.RetryAfter?.Delta is { } delta && _now + delta > _closedUntil)
                _closedUntil = _now + delta;
            _startsAtLastClosing = _starts;
            _answersSinceClosing = 0;
        }
        else
        {
            Answered++;
            // Answers to what was sent before the door closed prove nothing.
            if (number > _startsAtLastClosing)
                _answersSinceClosing++;
        }

        reply?.Dispose();
        _parked.Add(caller);
        LetCallersTry();
    }

    private TimeSpan Latency() =>
        (_scenario.ShortestLatency + ((_scenario.LongestLatency - _scenario.ShortestLatency) * _random.NextDouble())) / 2;
}
