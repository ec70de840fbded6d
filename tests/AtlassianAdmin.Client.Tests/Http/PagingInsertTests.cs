using System.Globalization;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>Lists that grow while they are read: nobody is lost, and nobody comes twice unless the service says so.</summary>
public class PagingInsertTests
{
    /// <summary>What a cursor of the service remembers.</summary>
    public enum CursorMemory
    {
        /// <summary>Who came last.</summary>
        LastItem,

        /// <summary>How many came.</summary>
        Position,
    }

    // Who is there at first (even numbers), who joins before each further page (odd numbers), and how large a page is.
    private static readonly Gen<(int People, int[][] Joining, int PageSize)> Growth =
        from people in Gen.Choose(0, 40)
        from pageSize in Gen.Choose(1, 9)
        from joining in Gen.Choose(0, 40).Select(n => (n * 2) + 1).ArrayOf().Resize(4).ArrayOf().Resize(12)
        select (people, joining, pageSize);

    [Fact]
    public void A_cursor_that_remembers_who_came_last_loses_nobody_and_repeats_nobody() =>
        Prop.ForAll(Growth.ToArbitrary(), growth =>
        {
            var service = new GrowingService(growth.People, growth.Joining, growth.PageSize, CursorMemory.LastItem);
            List<int> read = Read(service);
            bool good = read.Where(IsThereFromTheStart).SequenceEqual(Enumerable.Range(0, growth.People).Select(n => n * 2))
                && read.Distinct().Count() == read.Count
                && read.SequenceEqual(service.Sent);
            return good.Label(string.Join(",", read));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_cursor_that_counts_loses_nobody_and_what_the_service_sends_twice_is_shown_as_it_sent_it() =>
        Prop.ForAll(Growth.ToArbitrary(), growth =>
        {
            var service = new GrowingService(growth.People, growth.Joining, growth.PageSize, CursorMemory.Position);
            List<int> read = Read(service);
            bool good = read.Where(IsThereFromTheStart).Distinct().SequenceEqual(Enumerable.Range(0, growth.People).Select(n => n * 2))
                && read.SequenceEqual(service.Sent);
            return good.Label(string.Join(",", read));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static bool IsThereFromTheStart(int number) => number % 2 == 0;

    // Off the test's own context, which may have a single thread.
    private static List<int> Read(GrowingService service) =>
        Task.Run(() => Paging.ToListAsync(Paging.StreamAsync(service.FetchAsync, CancellationToken.None))).GetAwaiter().GetResult();

    /// <summary>An ordered list into which others are put before every page but the first.</summary>
    private sealed class GrowingService(int people, int[][] joining, int pageSize, CursorMemory memory)
    {
        private readonly SortedSet<int> _people = [.. Enumerable.Range(0, people).Select(n => n * 2)];
        private int _pages;

        public List<int> Sent { get; } = [];

        public async Task<Page<int>> FetchAsync(string? cursor, CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            if (cursor is not null && _pages++ < joining.Length)
                _people.UnionWith(joining[_pages - 1]);

            int remembered = cursor is null ? -1 : int.Parse(cursor, CultureInfo.InvariantCulture);
            IEnumerable<int> rest = memory == CursorMemory.LastItem
                ? _people.Where(n => n > remembered)
                : _people.Skip(Math.Max(0, remembered));
            int[] page = [.. rest.Take(pageSize)];
            bool more = rest.Skip(pageSize).Any();
            Sent.AddRange(page);
            int next = memory == CursorMemory.LastItem ? page.LastOrDefault() : Math.Max(0, remembered) + page.Length;
            return new Page<int>
            {
                Data = page,
                Links = new PageLinks { Next = more ? next.ToString(CultureInfo.InvariantCulture) : null },
            };
        }
    }
}
