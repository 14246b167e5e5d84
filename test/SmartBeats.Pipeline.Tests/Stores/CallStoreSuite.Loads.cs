using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Tests.Stores;

/// <summary>Loads that are listed and taken back.</summary>
public abstract partial class CallStoreSuite
{
    [Fact]
    public async Task Loads_are_listed_by_their_names_and_the_last_is_taken_back_to_what_was()
    {
        await using var store = await OpenAsync();
        var calls = Some(60, seed: 31);
        var before = (await LoadAsync(store, calls[..40], "january.csv")).Version;
        var changed = calls[3] with { Disposition = "changed", Details = null };
        var counts = await LoadAsync(store, [calls[0], changed, .. calls[40..]], "february.csv");
        counts.ShouldBe(new CallLoadCounts(20, 1, 1, VersionOf([.. calls[..3], changed, .. calls[4..]])));

        var loads = await store.ListLoadsAsync(City);
        loads.Select(load => (load.Number, load.Name, load.Inserted, load.Updated, load.Unchanged)).ShouldBe([(2, "february.csv", 20, 1, 1), (1, "january.csv", 40, 0, 0)]);
        loads.ShouldAllBe(load => load.Loaded.Length == 20 && load.Loaded.EndsWith('Z'));
        (await store.ListLoadsAsync("elsewhere")).ShouldBeEmpty();

        (await store.TakeBackAsync(City, 2, isDryRun: true)).ShouldBe(new TakenBack(20, 1, before));
        (await store.VersionAsync(City)).ShouldBe(counts.Version);
        (await store.TakeBackAsync(City, 2)).ShouldBe(new TakenBack(20, 1, before));
        (await store.VersionAsync(City)).ShouldBe(before);
        (await ReadAllAsync(store, _everything)).Sum(point => point.Calls).ShouldBe(40);
        (await store.ListLoadsAsync(City)).Select(load => load.Number).ShouldBe([1]);
        (await store.TakeBackAsync(City, 2)).ShouldBeNull();
        (await store.TakeBackAsync(City, 9)).ShouldBeNull();

        // Loaded again it is a load of its own.
        (await LoadAsync(store, [changed, .. calls[40..]], "february.csv")).Version.ShouldBe(counts.Version);
        (await store.ListLoadsAsync(City))[0].Number.ShouldBe(3);
    }

    [Fact]
    public async Task A_forgotten_call_does_not_come_back_with_what_it_was_before()
    {
        await using var store = await OpenAsync();
        var calls = Some(10, seed: 32);
        await LoadAsync(store, calls);
        await LoadAsync(store, [calls[2] with { Disposition = "changed" }]);
        (await store.ForgetAsync(City, calls[2].EventNumber)).ShouldBeTrue();
        (await store.TakeBackAsync(City, 2)).ShouldBe(new TakenBack(0, 0, VersionOf([.. calls[..2], .. calls[3..]])));
        (await store.ContainsAsync(City, calls[2].EventNumber)).ShouldBeFalse();
    }

    /// <remarks>The other way: all loads but those taken back, one after another into nothing.</remarks>
    [Fact]
    public async Task Without_a_load_calls_are_what_the_others_make_of_them_in_whatever_order_loads_are_taken_back()
    {
        var random = new Random(7);
        var pool = Some(40, seed: 33);
        for (var trial = 0; trial < 12; trial++)
        {
            await using var store = await OpenAsync();
            var loads = Enumerable.Range(0, 6).Select(_ => CreateLoad(random, pool)).ToList();
            foreach (var (calls, period) in loads)
            {
                await using var load = await store.BeginLoadAsync(City, period);
                load.Add(calls);
                await load.CommitAsync();
            }

            var live = Enumerable.Range(0, loads.Count).ToList();
            (await store.VersionAsync(City)).ShouldBe(VersionOf(Replay(live.Select(at => loads[at]))));
            foreach (var gone in live.OrderBy(_ => random.Next()).Take(5).ToList())
            {
                var rows = Replay(live.Select(at => loads[at])).ToDictionary(call => call.EventNumber);
                live.Remove(gone);
                var expected = Replay(live.Select(at => loads[at]));
                var taken = (await store.TakeBackAsync(City, gone + 1)).ShouldNotBeNull();
                taken.Version.ShouldBe(VersionOf(expected), $"trial {trial}, load {gone + 1}");
                taken.Removed.ShouldBe(rows.Keys.Except(expected.Select(call => call.EventNumber)).Count());
                (await store.VersionAsync(City)).ShouldBe(taken.Version);
            }
        }
    }

    private static (Call[] Calls, ReplacedPeriod? Period) CreateLoad(Random random, Call[] pool)
    {
        var calls = pool.Where(_ => random.Next(3) == 0).Select(call => random.Next(3) == 0 ? call with { Priority = (byte)random.Next(1, 4) } : call).ToArray();
        if (random.Next(3) > 0)
        {
            return (calls, null);
        }

        var seconds = pool.Select(call => call.LocalSeconds).Order().ToList();
        var first = random.Next(seconds.Count - 10);
        return (calls, new ReplacedPeriod(At(seconds[first]), At(seconds[first + 9])));

        static LocalDateTime At(long local) => new LocalDateTime(1970, 1, 1, 0, 0, 0).PlusSeconds(local);
    }

    private static List<Call> Replay(IEnumerable<(Call[] Calls, ReplacedPeriod? Period)> loads)
    {
        var rows = new Dictionary<string, Call>();
        foreach (var (calls, period) in loads)
        {
            var numbers = calls.Select(call => call.EventNumber).ToHashSet();
            foreach (var number in rows.Where(row => period?.FromSeconds <= row.Value.LocalSeconds && row.Value.LocalSeconds <= period.ToSeconds && !numbers.Contains(row.Key)).Select(row => row.Key).ToList())
            {
                rows.Remove(number);
            }

            foreach (var call in calls)
            {
                rows[call.EventNumber] = call;
            }
        }

        return [.. rows.Values];
    }

    private static async Task<CallLoadCounts> LoadAsync(ICallStore store, Call[] calls, string name)
    {
        await using var load = await store.BeginLoadAsync(City, name: name);
        load.Add(calls);
        return await load.CommitAsync();
    }
}
