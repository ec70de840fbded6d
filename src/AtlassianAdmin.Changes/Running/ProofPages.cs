using AtlassianAdmin.Changes.Reading;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Running;

/// <summary>Reads back together what many units left open. A page goes when it is full, or when nobody is on the way to it any more.</summary>
/// <param name="pages">Reads the people.</param>
/// <param name="size">How many people fill a page, a hundred at most: who is on it is not told of before it goes.</param>
internal sealed class ProofPages(PersonPages pages, int size = UsersClient.EmailsPerSearch)
{
    private readonly int _size = Math.Min(size, UsersClient.EmailsPerSearch);
    private readonly object _lock = new();
    private ProofPage _next = new();
    private int _onTheWay;
    private bool _isLater;

    /// <summary>One more unit is going to come: <see cref="CloseAsync"/> must follow, whatever becomes of it.</summary>
    public void Expect()
    {
        lock (_lock)
            _onTheWay++;
    }

    /// <summary>A unit has come, with what it left open.</summary>
    /// <returns>Ends when all of that is proven, or read to be otherwise.</returns>
    public Task CloseAsync(IReadOnlyList<OpenProof> open, CancellationToken cancellationToken)
    {
        ProofPage page;
        bool goes;
        lock (_lock)
        {
            _onTheWay--;
            page = _next;
            page.Open.AddRange(open);
            goes = page.Open.Count > 0 && (_onTheWay == 0 || page.People >= _size);
            if (goes)
            {
                // The only one of all is read directly: that costs as little, and is sure.
                page.IsDirect = page.Open.Count == 1 && !_isLater;
                _isLater = true;
                _next = new ProofPage();
            }
        }

        if (goes)
            _ = page.ReadAsync(pages, cancellationToken);
        return Task.WhenAll(open.Select(async proof =>
        {
            IReadOnlyDictionary<string, User> shown = await page.Shown.ConfigureAwait(false);
            await proof.CloseAsync(shown.TryGetValue(proof.Person.AccountId, out User? user) ? user : null, cancellationToken).ConfigureAwait(false);
        }));
    }

    /// <summary>What is looked up together.</summary>
    private sealed class ProofPage
    {
        private static readonly Dictionary<string, User> Nobody = new();

        private readonly TaskCompletionSource<IReadOnlyDictionary<string, User>> _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<OpenProof> Open { get; } = [];

        public bool IsDirect { get; set; }

        public int People => Open.Select(p => p.Person.AccountId).Distinct(StringComparer.Ordinal).Count();

        public Task<IReadOnlyDictionary<string, User>> Shown => _shown.Task;

        public async Task ReadAsync(PersonPages pages, CancellationToken cancellationToken)
        {
            try
            {
                _shown.SetResult(IsDirect ? Nobody : await pages.FindAsync(
                    Open.Select(p => p.Person), Open.SelectMany(p => p.Parts).Distinct().ToList(), cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e) when (e is AdminException or OperationCanceledException)
            {
                // A page that cannot be read proves nothing: each is read directly, and tells what it met.
                _shown.SetResult(Nobody);
            }
            catch (Exception e)
            {
                _shown.SetException(e);
            }
        }
    }
}
