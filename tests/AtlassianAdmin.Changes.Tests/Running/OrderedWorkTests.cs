using AtlassianAdmin.Changes.Running;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Changes.Tests.Running;

public class OrderedWorkTests
{
    [Fact]
    public void Items_of_one_key_keep_their_order_and_never_overlap_and_never_more_are_in_work_than_allowed() =>
        Prop.ForAll(Gen.Choose(1, 9).ToArbitrary(), Gen.Choose(0, 5).ListOf(60).ToArbitrary(), (degree, keys) =>
        {
            var work = new OrderedWork<int>(degree);
            var gate = new Lock();
            var begun = new Dictionary<int, List<int>>();
            var inWork = new List<int>();
            var breaches = new List<string>();
            Task<int>[] results = keys.Select((key, index) => work.Add(key == 0 ? null : $"key {key}", async () =>
            {
                lock (gate)
                {
                    if (key != 0 && inWork.Contains(key))
                        breaches.Add($"{index} overlaps another of key {key}");
                    inWork.Add(key);
                    if (inWork.Count > degree)
                        breaches.Add($"{inWork.Count} are in work, of {degree}");
                    if (!begun.TryGetValue(key, out List<int>? order))
                        begun[key] = order = [];
                    order.Add(index);
                }

                await Task.Yield();
                lock (gate)
                    inWork.Remove(key);
                // A failure holds up nobody.
                return index % 7 == 3 ? throw new InvalidOperationException($"{index}") : index;
            })).ToArray();
            Task.WhenAll(results).ContinueWith(_ => { }, TaskScheduler.Default).Wait();

            bool inOrder = begun.Where(b => b.Key != 0).All(b => b.Value.SequenceEqual(b.Value.Order()));
            bool each = results.Select((r, index) => index % 7 == 3 ? r.IsFaulted : r.Result == index).All(good => good);
            return (breaches.Count == 0 && inOrder && each).Label(string.Join("; ", breaches));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public async Task What_is_added_while_others_are_in_work_does_not_wait_for_them()
    {
        var work = new OrderedWork<string>(2);
        var held = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string> first = work.Add(null, () => held.Task);
        Assert.Equal("second", await work.Add(null, () => Task.FromResult("second")));
        Assert.Equal("third", await work.Add(null, () => Task.FromResult("third")));
        Assert.False(first.IsCompleted);
        held.SetResult("first");
        Assert.Equal("first", await first);
    }

    [Fact]
    public async Task What_follows_an_item_takes_up_no_place_but_the_next_of_its_key_waits_for_it()
    {
        var work = new OrderedWork<string>(1);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool nextHasBegun = false;
        Task<string> first = work.Add("one", () => Task.FromResult("first"), () => held.Task);
        Assert.Equal("other", await work.Add("other", () => Task.FromResult("other")));
        Task<string> next = work.Add("one", () =>
        {
            nextHasBegun = true;
            return Task.FromResult("next");
        });
        await Task.Delay(50);
        Assert.False(first.IsCompleted);
        Assert.False(nextHasBegun);
        held.SetResult();
        Assert.Equal("first", await first);
        Assert.Equal("next", await next);
    }

    [Fact]
    public async Task What_follows_an_item_is_done_also_when_its_work_fails_and_its_own_failure_is_told()
    {
        var work = new OrderedWork<string>(1);
        int followed = 0;
        Func<Task> count = () => Task.FromResult(++followed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => work.Add("one", () => throw new InvalidOperationException(), count));
        await Assert.ThrowsAsync<TimeoutException>(() => work.Add("one", () => Task.FromException<string>(new TimeoutException()), count));
        await Assert.ThrowsAsync<NotSupportedException>(() => work.Add("one", () => Task.FromResult(""), () => Task.FromException(new NotSupportedException())));
        Assert.Equal("fine", await work.Add("one", () => Task.FromResult("fine"), count));
        Assert.Equal(3, followed);
    }

    [Fact]
    public void Nobody_to_do_the_work_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new OrderedWork<int>(0));
}
