using System.Threading.RateLimiting;

namespace AtlassianAdmin.Client.Http;

/// <summary>
/// Where the requests of one connection wait: in a line per family, of which the first takes one of the connection's places as
/// soon as the family's budget lets it pass. Who waits for a budget holds no place, so a family that must wait holds up no other;
/// and who waits for a place counts in no budget.
/// </summary>
internal sealed class RequestLimiter : IDisposable
{
    private readonly ConcurrencyLimiter _places;
    private readonly Func<ApiFamily, RateBudget> _budgets;
    private readonly TimeSpan _maxWait;
    private readonly Line[] _lines = Array.ConvertAll((ApiFamily[])Enum.GetValues(typeof(ApiFamily)), static _ => new Line());
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Makes a gate.</summary>
    /// <param name="places">Requests in flight at once.</param>
    /// <param name="budgets">The budget of a family.</param>
    /// <param name="maxWait">The longest wait for a budget.</param>
    public RequestLimiter(int places, Func<ApiFamily, RateBudget> budgets, TimeSpan maxWait)
    {
        _places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = places,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        _budgets = budgets;
        _maxWait = maxWait;
        Closed = _closing.Token;
    }

    /// <summary>Cancelled once the client is disposed: nobody waits any more.</summary>
    public CancellationToken Closed { get; }

    /// <summary>Lets a request in if nothing stands in its way: most never wait.</summary>
    /// <returns>What the request holds until it is answered; null when it must wait its turn.</returns>
    public RequestLease? TryEnter(ApiFamily family)
    {
        // Nobody overtakes those who wait.
        if (Closed.IsCancellationRequested || Volatile.Read(ref LineOf(family).Waiting) > 0)
            return null;
        RateLimitLease place = _places.AttemptAcquire();
        if (place.IsAcquired && _budgets(family) is var budget && budget.TryStart(out RatePermit permit, out _))
            return new RequestLease(budget, permit, place);
        place.Dispose();
        return null;
    }

    /// <summary>Waits until a request may be sent.</summary>
    /// <returns>What the request holds until it is answered.</returns>
    /// <exception cref="Errors.AdminException"><see cref="Errors.ErrorCode.RateLimited"/> when the budget would make it wait longer than allowed.</exception>
    public async Task<RequestLease> EnterAsync(ApiFamily family, CancellationToken cancellationToken)
    {
        RateBudget budget = _budgets(family);
        Line line = LineOf(family);
        Interlocked.Increment(ref line.Waiting);
        try
        {
            await line.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref line.Waiting);
            throw;
        }

        try
        {
            while (true)
            {
                await budget.WaitAsync(_maxWait, cancellationToken).ConfigureAwait(false);
                RateLimitLease place = await _places.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
                // While it waited for the place, the budget may have closed, or another connection with the same key been faster.
                if (budget.TryStart(out RatePermit permit, out _))
                    return new RequestLease(budget, permit, place);
                place.Dispose();
            }
        }
        finally
        {
            Interlocked.Decrement(ref line.Waiting);
            line.Release();
        }
    }

    private Line LineOf(ApiFamily family) => _lines[(int)family];

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        _places.Dispose();
    }

    /// <summary>The first of those who wait holds it.</summary>
    private sealed class Line() : SemaphoreSlim(1, 1)
    {
        /// <summary>How many wait, the first included.</summary>
        public int Waiting;
    }
}
