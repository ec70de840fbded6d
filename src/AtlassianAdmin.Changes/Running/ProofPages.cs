using AtlassianAdmin.Changes.Reading;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Running;

/// <summary>Reads back together what many units left open. A page goes when it is full, or when nobody is on the way to it any more.</summary>
/// <param name="pages">Reads the people.</param>
/// <param name="throttle">How many requests are in flight at once.</param>
/// <param name="units">How many units there are.</param>
internal sealed class ProofPages(PersonPages pages, int throttle, int units)
{
    // A page of many more people would keep the first of them waiting for its sake: who is on it is not told of before it goes.
    private const int PeopleAPlace = 4;

    private readonly int _size = SizeOf(throttle, units);
    private readonly object _lock = new();
    private ProofPage _next = new();
    private int _onTheWay;
    private bool _isLater;

    /// <summary>How many people fill a page: alike on all, so that no last one is left with a few.</summary>
    /// <param name="throttle">How many requests are in flight at once.</param>
    /// <param name="units">How many units there are.</param>
    public static int SizeOf(int throttle, int units)
    {
        int size = Math.Min(PeopleAPlace * throttle, UsersClient.EmailsPerSearch);
        int pages = Math.Max(1, (units + (size / 2)) / size);
        return Math.Min((units + pages - 1) / pages, UsersClient.EmailsPerSearch);
    }

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
            (IReadOnlyDictionary<string, User> people, TokenList? tokens) = await page.Shown.ConfigureAwait(false);
            await proof.CloseAsync(people.TryGetValue(proof.Person.AccountId, out User? user) ? user : null, tokens, cancellationToken).ConfigureAwait(false);
        }));
    }

    /// <summary>What is looked up together.</summary>
    private sealed class ProofPage
    {
        private static readonly Dictionary<string, User> Nobody = new();

        private readonly TaskCompletionSource<(IReadOnlyDictionary<string, User> People, TokenList? Tokens)> _shown =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<OpenProof> Open { get; } = [];

        public bool IsDirect { get; set; }

        public int People => Open.Select(p => p.Person.AccountId).Distinct(StringComparer.Ordinal).Count();

        public Task<(IReadOnlyDictionary<string, User> People, TokenList? Tokens)> Shown => _shown.Task;

        public async Task ReadAsync(PersonPages pages, CancellationToken cancellationToken)
        {
            try
            {
                Task<IReadOnlyDictionary<string, User>> people = FindAsync(pages, cancellationToken);
                Task<TokenList?> tokens = ReadTokensAsync(cancellationToken);
                _shown.SetResult((await people.ConfigureAwait(false), await tokens.ConfigureAwait(false)));
            }
            catch (Exception e)
            {
                _shown.SetException(e);
            }
        }

        private async Task<IReadOnlyDictionary<string, User>> FindAsync(PersonPages pages, CancellationToken cancellationToken)
        {
            OpenProof[] shown = Open.Where(p => p.Parts is not null).ToArray();
            if (IsDirect || shown.Length == 0)
                return Nobody;
            try
            {
                return await pages.FindAsync(shown.Select(p => p.Person), shown.SelectMany(p => p.Parts!).Distinct().ToList(), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is AdminException or OperationCanceledException)
            {
                // A page that cannot be read proves nothing: each is read directly, and tells what it met.
                return Nobody;
            }
        }

        private async Task<TokenList?> ReadTokensAsync(CancellationToken cancellationToken)
        {
            OpenProof[] listed = Open.Where(p => p.Tokens is not null).ToArray();
            try
            {
                return listed.Length == 0 ? null : await listed[0].Tokens!.ReadAsync(listed.Length, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is AdminException or OperationCanceledException)
            {
                return null;
            }
        }
    }
}
