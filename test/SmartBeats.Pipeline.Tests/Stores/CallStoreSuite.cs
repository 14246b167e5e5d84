using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Pipeline.Tests.Stores;

/// <summary>What every call store does, whichever database is behind it.</summary>
public abstract partial class CallStoreSuite
{
    private const string City = "suite";
    private static readonly PlanRequest _everything = new() { Beats = 1 };

    /// <summary>An empty store.</summary>
    protected abstract Task<ICallStore> OpenAsync();

    [Fact]
    public async Task A_load_counts_what_it_did_and_a_second_load_of_the_same_rows_changes_nothing()
    {
        await using var store = await OpenAsync();
        var calls = Some(200, seed: 1);
        var first = await LoadAsync(store, calls);
        first.ShouldBe(new CallLoadCounts(200, 0, 0, VersionOf(calls)));
        (await LoadAsync(store, calls)).ShouldBe(new CallLoadCounts(0, 0, 200, first.Version));
        (await store.VersionAsync(City)).ShouldBe(first.Version);
    }

    [Fact]
    public async Task A_changed_row_replaces_the_old_one_and_moves_the_version_as_a_fresh_load_would()
    {
        await using var store = await OpenAsync();
        var calls = Some(50, seed: 2);
        await LoadAsync(store, calls);
        calls[7] = calls[7] with { Priority = 9, Disposition = "changed" };
        (await LoadAsync(store, [calls[7]])).ShouldBe(new CallLoadCounts(0, 1, 0, VersionOf(calls)));
        // Details come, change and go like any other field.
        foreach (var details in new[] { new CallDetails { Nature = "NEW" }, new CallDetails { Nature = "NEW", ClearedUtc = 5 }, null })
        {
            calls[7] = calls[7] with { Details = details };
            (await LoadAsync(store, [calls[7]])).ShouldBe(new CallLoadCounts(0, 1, 0, VersionOf(calls)));
            (await LoadAsync(store, [calls[7]])).ShouldBe(new CallLoadCounts(0, 0, 1, VersionOf(calls)));
        }
    }

    [Fact]
    public async Task Within_one_load_the_last_row_of_an_event_wins_and_counts_once()
    {
        await using var store = await OpenAsync();
        var call = Some(1, seed: 3)[0];
        var last = call with { Priority = (byte)(call.Priority % 9 + 1) };
        (await LoadAsync(store, [call, last])).ShouldBe(new CallLoadCounts(1, 0, 0, VersionOf([last])));
    }

    [Fact]
    public async Task The_version_does_not_depend_on_order_or_on_how_rows_were_spread_over_loads()
    {
        var calls = Some(100, seed: 4);
        await using var one = await OpenAsync();
        await LoadAsync(one, calls);
        await using var other = await OpenAsync();
        await LoadAsync(other, [.. calls.Reverse().Take(40)]);
        await LoadAsync(other, [.. calls.Reverse().Skip(30)]);
        (await other.VersionAsync(City)).ShouldBe(await one.VersionAsync(City));
    }

    [Fact]
    public async Task A_load_that_is_not_committed_leaves_no_trace()
    {
        await using var store = await OpenAsync();
        var before = await store.VersionAsync(City);
        await using (var load = await store.BeginLoadAsync(City))
        {
            load.Add(Some(10, seed: 5));
        }

        (await store.VersionAsync(City)).ShouldBe(before);
        (await ReadAllAsync(store, _everything)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Forgetting_a_call_takes_it_out_of_counts_and_version()
    {
        await using var store = await OpenAsync();
        var calls = Some(20, seed: 6);
        await LoadAsync(store, calls);
        (await store.ForgetAsync(City, calls[3].EventNumber)).ShouldBeTrue();
        (await store.ForgetAsync(City, calls[3].EventNumber)).ShouldBeFalse();
        Call[] kept = [.. calls.Where((_, i) => i != 3)];
        (await store.VersionAsync(City)).ShouldBe(VersionOf(kept));
        (await ReadAllAsync(store, _everything)).Sum(p => p.Calls).ShouldBe(19);
    }

    [Fact]
    public async Task A_replaced_period_loses_what_the_load_does_not_hold_and_nothing_outside_it()
    {
        await using var store = await OpenAsync();
        var calls = Some(300, seed: 10);
        await LoadAsync(store, calls);
        var period = new ReplacedPeriod(new LocalDateTime(2020, 3, 5, 0, 0, 0), new LocalDateTime(2020, 3, 20, 23, 59, 59));
        var (inside, outside) = (calls.Where(IsInside).ToArray(), calls.Where(call => !IsInside(call)).ToArray());
        inside.Length.ShouldBeGreaterThan(20);
        // Kept as it was, changed, moved out of the period, moved into it, and new; the others of the period are gone.
        Call[] upload =
        [
            inside[0],
            inside[1] with { Disposition = "changed" },
            inside[2] with { UtcSeconds = period.ToSeconds + 25_201, LocalSeconds = period.ToSeconds + 1 },
            outside[0] with { UtcSeconds = period.FromSeconds + 25_200, LocalSeconds = period.FromSeconds },
            inside[0] with { EventNumber = "new" },
        ];
        await using var load = await store.BeginLoadAsync(City, period);
        load.Add(upload);
        (await load.CommitAsync()).ShouldBe(new CallLoadCounts(1, 3, 1, VersionOf([.. outside.Skip(1), .. upload]), inside.Length - 3));
        await load.DisposeAsync();
        (await ReadAllAsync(store, _everything)).Sum(p => p.Calls).ShouldBe(outside.Length - 1 + upload.Length);

        bool IsInside(Call call) => call.LocalSeconds >= period.FromSeconds && call.LocalSeconds <= period.ToSeconds;
    }

    [Fact]
    public async Task A_replaced_period_is_one_citys_alone()
    {
        await using var store = await OpenAsync();
        var calls = Some(30, seed: 11);
        await LoadAsync(store, calls);
        await using (var load = await store.BeginLoadAsync("elsewhere", new ReplacedPeriod(new LocalDateTime(1900, 1, 1, 0, 0, 0), new LocalDateTime(2100, 1, 1, 0, 0, 0))))
        {
            load.Add(calls.AsSpan(0, 1));
            (await load.CommitAsync()).ShouldBe(new CallLoadCounts(1, 0, 0, VersionOf(calls.Take(1))));
        }

        (await store.VersionAsync(City)).ShouldBe(VersionOf(calls));
    }

    [Fact]
    public async Task Cities_do_not_see_each_other()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, Some(10, seed: 7));
        (await store.VersionAsync("elsewhere")).ShouldBe(new CallSetVersion().ToString());
        (await store.ForgetAsync("elsewhere", Some(10, seed: 7)[0].EventNumber)).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_filter_passes_and_weighs_the_same_calls_as_the_library_does()
    {
        await using var store = await OpenAsync();
        var calls = Some(3_000, seed: 8);
        await LoadAsync(store, calls);
        foreach (var request in Requests())
        {
            var filter = new CallFilter(request);
            var expected = calls.Where(call => filter.Matches(call)).ToArray();
            var points = await ReadAllAsync(store, request);
            points.Sum(p => p.Calls).ShouldBe(expected.LongLength, request.ToString());
            points.Sum(p => p.Weight).ShouldBe(expected.Sum(call => filter.WeightOf(call)), request.ToString());
            points.Sum(p => p.WithoutMinutes).ShouldBe(expected.Count(call => filter.LacksMinutes(call)), request.ToString());
        }
    }

    [Fact]
    public async Task Days_are_counted_by_the_wall_clock()
    {
        await using var store = await OpenAsync();
        var calls = Some(300, seed: 12);
        await LoadAsync(store, calls);
        var expected = calls.GroupBy(call => Math.Floor(call.LocalSeconds / 86_400.0)).OrderBy(day => day.Key).Select(day => new DayTally((long)day.Key, day.Count()));
        (await store.ReadDaysAsync(City)).ShouldBe(expected);
        (await store.ReadDaysAsync("elsewhere")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stamps_are_counted_by_the_wall_clocks_day_and_those_that_cannot_be_are_told()
    {
        await using var store = await OpenAsync();
        var calls = Some(400, seed: 13);
        await LoadAsync(store, calls);
        var expected = calls.GroupBy(call => (long)Math.Floor(call.LocalSeconds / 86_400.0)).OrderBy(day => day.Key).Select(day => new StampTally(
            day.Key, day.Count(), day.Count(call => call.Details?.DispatchedUtc is not null), day.Count(call => call.Details?.ArrivedUtc is not null),
            day.Count(call => call.Details?.ClearedUtc is not null), day.Count(IsImplausible)));
        var read = await store.ReadStampsAsync(City);
        read.ShouldBe(expected);
        read.Sum(day => day.Implausible).ShouldBeInRange(1, 200);

        // Every pair of stamps that follow each other, and the whole way from call to arrival.
        static bool IsImplausible(Call call)
        {
            var (received, dispatched, arrived, cleared) = (call.Details?.ReceivedUtc ?? call.UtcSeconds, call.Details?.DispatchedUtc, call.Details?.ArrivedUtc, call.Details?.ClearedUtc);
            return new[] { dispatched - received, arrived - dispatched, arrived - received, cleared - arrived }.Any(span => span is < 0 or > 24 * 60 * 60);
        }
    }

    [Fact]
    public async Task Parts_together_hold_every_call_once()
    {
        await using var store = await OpenAsync();
        var calls = Some(500, seed: 9);
        await LoadAsync(store, calls);
        var expected = calls.GroupBy(call => (call.Longitude, call.Latitude)).ToDictionary(group => group.Key, group => group.LongCount());
        var cut = calls[250].Longitude;
        IReadOnlyList<CallPart>[] divisions = [await store.PartitionAsync(City, _everything, callsPerPart: 37), [new(0, null, -112.15), new(1, -112.15, cut), new(2, cut, null)]];
        foreach (var parts in divisions)
        {
            var points = await ReadAllAsync(store, _everything, parts);
            points.GroupBy(point => (point.Longitude, point.Latitude)).ToDictionary(group => group.Key, group => group.Sum(point => point.Calls)).ShouldBe(expected, ignoreOrder: true);
        }
    }

    private static IEnumerable<PlanRequest> Requests()
    {
        yield return _everything;
        yield return _everything with { Data = CallData.Incidents };
        yield return _everything with { Data = CallData.NonIncidents, Priorities = [1, 3] };
        yield return _everything with { Dispositions = ["6", "it's; DROP TABLE calls"] };
        yield return _everything with { From = new LocalDateTime(2020, 3, 1, 0, 0, 0), To = new LocalDateTime(2020, 3, 10, 11, 59, 59) };
        yield return _everything with { From = new LocalDateTime(1960, 1, 1, 0, 0, 0), To = new LocalDateTime(1969, 12, 31, 23, 59, 59) };
        yield return _everything with { Hours = new HourRange(6, 14) };
        yield return _everything with { Hours = new HourRange(22, 6) };
        yield return _everything with { Weekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday] };
        yield return _everything with { Weekdays = [IsoDayOfWeek.Friday], Hours = new HourRange(22, 6) };
        yield return _everything with { Weekdays = [IsoDayOfWeek.Saturday], Hours = new HourRange(0, 24) };
        yield return _everything with { Workload = WorkloadKind.ServiceMinutes };
        yield return _everything with { Workload = WorkloadKind.PriorityWeights, PriorityWeights = new Dictionary<int, decimal> { [1] = 3.5m, [2] = 0m } };
        yield return _everything with { Workload = WorkloadKind.PriorityWeights };
        yield return _everything with { WeighPeriods = [new(new(18_300, 18_330), 1), new(new(18_340, 18_345), 2.5m)] };
        yield return _everything with { WeighPeriods = [new(new(-900, 18_330), 0.5m)], Workload = WorkloadKind.ServiceMinutes };
        yield return _everything with { HalfLifeDays = 30, To = new LocalDateTime(2020, 3, 20, 23, 59, 59), Workload = WorkloadKind.PriorityWeights };
        yield return _everything with { For = new(18_340, 18_360) };
        yield return _everything with { Natures = ["", "BURGLARY, AUTO"] };
        yield return _everything with { Natures = ["O'BRIEN'S"], Sources = [CallOrigin.Officer] };
        yield return _everything with { Sources = [CallOrigin.Citizen] };
        yield return _everything with { Sources = [CallOrigin.Citizen, CallOrigin.Unknown], Workload = WorkloadKind.ServiceMinutes };
        yield return _everything with { WithoutPlaces = [new(-112.0498, 33.0098), CallPlace.Around(-112 - (7 / 1024.0), 33 + (3 / 1024.0))] };
        yield return _everything with { Workload = WorkloadKind.TimeOnScene };
        yield return _everything with { Diversion = new Dictionary<string, decimal> { ["BURGLARY, AUTO"] = 0.25m, ["O'BRIEN'S"] = 1 } };
        yield return _everything with
        {
            Workload = WorkloadKind.TimeOnScene,
            Diversion = new Dictionary<string, decimal> { ["NOISE"] = 0.125m },
            WeighPeriods = [new(new(18_300, 18_400), 2.5m)],
        };
    }

    [Fact]
    public async Task Minutes_and_officers_are_tallied_as_the_calls_themselves_would_be()
    {
        await using var store = await OpenAsync();
        var calls = Some(500, seed: 11);
        calls[0] = calls[0] with { Priority = 2, ServiceMinuteHundredths = 900_000, Units = 1 };
        await LoadAsync(store, calls);
        var request = _everything with { Priorities = [2, 3, 7] };
        var expected = calls.Where(call => call.Priority is 2 or 3 or 7)
            .GroupBy(call => (Priority: (int)call.Priority, Minutes: MinutesPerOfficer(call)))
            .OrderBy(group => group.Key.Priority).ThenBy(group => group.Key.Minutes ?? -1)
            .Select(group => new ServiceTally(
                group.Key.Priority, group.Key.Minutes, group.Count(), group.Count(call => call.Units is not null),
                group.Sum(call => call.Units ?? 0), group.Min(call => call.LocalSeconds), group.Max(call => call.LocalSeconds)));
        (await store.ReadServiceAsync(City, request)).ShouldBe(expected);
        (await store.ReadServiceAsync(City, _everything with { Dispositions = ["none"] })).ShouldBeEmpty();

        static int? MinutesPerOfficer(Call call) => call.ServiceMinuteHundredths is { } hundredths
            ? Math.Min(1441, (hundredths + 50 * Math.Clamp(call.Units ?? 1, 1, 10)) / (100 * Math.Clamp(call.Units ?? 1, 1, 10)))
            : null;
    }

    [Fact]
    public async Task Calls_are_read_one_by_one_as_they_were_loaded_but_for_their_event_numbers()
    {
        await using var store = await OpenAsync();
        var calls = Some(300, seed: 31);
        await LoadAsync(store, calls);
        var request = _everything with { Priorities = [1, 2, 3, 4], Weekdays = [IsoDayOfWeek.Friday], Hours = new HourRange(22, 6) };
        var filter = new CallFilter(request);
        var read = new List<Call>();
        foreach (var part in await store.PartitionAsync(City, request, 10))
        {
            read.AddRange((await store.ReadCallsAsync(City, request, part).ToListAsync()).SelectMany(batch => batch));
        }

        InOrder(read).ShouldBe(InOrder(calls.Where(call => filter.Matches(call)).Select(call => call with { EventNumber = "" })));
        (await store.ContainsAsync(City, calls[7].EventNumber)).ShouldBeTrue();
        (await store.ContainsAsync("elsewhere", calls[7].EventNumber)).ShouldBeFalse();
        (await store.ContainsAsync(City, "none")).ShouldBeFalse();

        static IEnumerable<Call> InOrder(IEnumerable<Call> some) =>
            some.OrderBy(call => call.LocalSeconds).ThenBy(call => call.Longitude).ThenBy(call => call.Latitude).ThenBy(call => call.Priority);
    }

    [Fact]
    public async Task A_summary_counts_every_choice_under_all_filters_but_its_own_as_a_naive_recount_does()
    {
        await using var store = await OpenAsync();
        var calls = Some(2_000, seed: 32);
        calls[0] = calls[0] with { Priority = 0, IsIncident = null };
        await LoadAsync(store, calls);
        foreach (var request in Requests().Where(request => request is { WeighPeriods.Count: 0, HalfLifeDays: null, For: null }).Append(new PlanRequest
        {
            Data = CallData.Incidents,
            Priorities = [1, 2, 3, 4, 5],
            Dispositions = ["", "6"],
            Weekdays = [IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday],
            Hours = new HourRange(20, 5),
            From = new LocalDateTime(2020, 3, 2, 12, 30, 15),
            To = new LocalDateTime(2020, 3, 28, 23, 59, 59),
        }))
        {
            NaiveSummary.ShouldMatch(await store.SummariseAsync(City, request), calls, request);
        }

        var none = await store.SummariseAsync("elsewhere", _everything);
        (none.Calls, none.Total, none.First, none.Days, none.Priorities.Count, none.Months.Count).ShouldBe((0, 0, null, 0, 0, 0));
    }

    [Fact]
    public async Task Calls_may_lack_priority_incident_and_disposition_and_a_store_says_so()
    {
        await using var store = await OpenAsync();
        var bare = Array.ConvertAll(Some(300, seed: 12), call => call with { Priority = 0, IsIncident = null, Disposition = "", Details = null });
        bare[1] = bare[1] with { Details = new CallDetails { Unit = "12A" } };
        await LoadAsync(store, bare);
        (await store.VersionAsync(City)).ShouldBe(VersionOf(bare));
        (await LoadAsync(store, bare)).Unchanged.ShouldBe(300);
        (await ReadAllAsync(store, _everything)).Sum(point => point.Calls).ShouldBe(300);
        (await ReadAllAsync(store, _everything with { Data = CallData.Incidents })).ShouldBeEmpty();
        (await ReadAllAsync(store, _everything with { Data = CallData.NonIncidents })).ShouldBeEmpty();
        (await store.ReadServiceAsync(City, _everything)).Sum(tally => tally.Calls).ShouldBe(300);
        foreach (var field in Enum.GetValues<CallField>())
        {
            (await store.HasFieldAsync(City, field)).ShouldBeFalse();
            (await store.HasFieldAsync("no-calls", field)).ShouldBeTrue();
        }

        (await store.ReadNaturesAsync(City)).ShouldBeEmpty();
        await LoadAsync(store, [bare[7] with { Priority = 9 }, bare[8] with { IsIncident = false }, bare[9] with { Disposition = "6" }]);
        await LoadAsync(store, [bare[10] with { Details = new CallDetails { Nature = "NOISE" } }, bare[11] with { Details = new CallDetails { IsOfficerInitiated = false } }]);
        (await store.ReadNaturesAsync(City)).ShouldBe(["NOISE"]);
        foreach (var field in Enum.GetValues<CallField>())
        {
            (await store.HasFieldAsync(City, field)).ShouldBeTrue();
        }
    }

    private static Call[] Some(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        string[] dispositions = ["", "1", "6", "it's; DROP TABLE calls", string.Concat(Enumerable.Repeat("\U0001F693 gone ", 20))];
        var calls = new Call[count];
        for (var i = 0; i < count; i++)
        {
            // A third of them before 1970, where a remainder turns negative; few distinct coordinates, so that calls meet.
            var local = i % 3 == 0 ? -random.Next(400_000_000) : 1_583_020_800L + random.Next(3_000_000);
            calls[i] = new Call(
                $"E{seed}-{i:00000}", (byte)(1 + random.Next(9)), random.Next(2) == 0,
                -112 - random.Next(200) / 1024.0, 33 + random.Next(40) / 1024.0, local + 25_200, local,
                dispositions[random.Next(dispositions.Length)],
                random.Next(4) == 0 ? null : random.Next(20_000), random.Next(3) == 0 ? null : 1 + random.Next(3));
        }

        // Drawn after all other fields, which stay what they were before there were details.
        for (var i = 0; i < count; i++)
        {
            calls[i] = calls[i] with { Details = SomeDetails.Create(random, calls[i].UtcSeconds) };
        }

        return calls;
    }

    private static async Task<CallLoadCounts> LoadAsync(ICallStore store, Call[] calls)
    {
        await using var load = await store.BeginLoadAsync(City);
        load.Add(calls);
        return await load.CommitAsync();
    }

    [Fact]
    public async Task Calls_by_day_are_those_that_pass_the_filter_each_on_its_local_day()
    {
        await using var store = await OpenAsync();
        var calls = Some(300, seed: 21);
        await LoadAsync(store, calls);
        var request = _everything with { Priorities = [1, 2, 3, 4], Workload = WorkloadKind.TimeOnScene, PriorityWeights = new Dictionary<int, decimal> { [1] = 3.5m, [2] = 0m } };
        var filter = new CallFilter(request);
        var expected = calls.Where(call => filter.Matches(call))
            .Select(call => new DatedTally(
                call.Longitude, call.Latitude, (int)Math.Floor(call.LocalSeconds / 86_400.0), 1, call.ServiceMinuteHundredths ?? 0,
                call.Priority == 1 ? 3_500 : call.Priority == 2 ? 0 : 1_000, IsTimed(call) ? 0 : 1, 1, SecondsOnScene(call),
                call.Details?.IsOfficerInitiated == true ? 1 : 0, IsOfficeHour(call) ? 1 : 0)
            {
                Disposition = string.Concat(call.Disposition.EnumerateRunes().Take(60)),
            });
        var read = new List<DatedTally>();
        foreach (var part in await store.PartitionAsync(City, request, 100))
        {
            read.AddRange((await store.ReadDatedAsync(City, request, part).ToListAsync()).SelectMany(batch => batch));
        }

        Sum(read).ShouldBe(Sum(expected));
        read.Sum(tally => tally.OfficerSeconds).ShouldBePositive();

        static bool IsOfficeHour(Call call)
        {
            var time = DateTime.UnixEpoch.AddSeconds(call.LocalSeconds);
            return time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && time.Hour is >= 8 and < 17;
        }

        static bool IsTimed(Call call) => call.Details?.ClearedUtc - call.Details?.ArrivedUtc is >= 0 and <= 24 * 3600;

        static long SecondsOnScene(Call call) => IsTimed(call) ? (call.Details!.ClearedUtc!.Value - call.Details.ArrivedUtc!.Value) * (call.Units ?? 1) : 0;

        static List<DatedTally> Sum(IEnumerable<DatedTally> tallies) =>
        [
            .. tallies.GroupBy(tally => (tally.Longitude, tally.Latitude, tally.Day, tally.Disposition)).OrderBy(group => group.Key)
                .Select(group => new DatedTally(
                    group.Key.Longitude, group.Key.Latitude, group.Key.Day, group.Sum(tally => tally.Calls), group.Sum(tally => tally.MinuteHundredths),
                    group.Sum(tally => tally.PriorityThousandths), group.Sum(tally => tally.WithoutMinutes), group.Sum(tally => tally.CallUnits),
                    group.Sum(tally => tally.OfficerSeconds), group.Sum(tally => tally.BegunByOfficers), group.Sum(tally => tally.OfficeCalls))
                {
                    Disposition = group.Key.Disposition,
                }),
        ];
    }

    private static string VersionOf(IEnumerable<Call> calls)
    {
        var version = new CallSetVersion();
        foreach (var call in calls)
        {
            version.Add(call);
        }

        return version.ToString();
    }

    private static Task<List<PointTally>> ReadAllAsync(ICallSource store, PlanRequest request) =>
        ReadAllAsync(store, request, [CallPart.Everything]);

    private static async Task<List<PointTally>> ReadAllAsync(ICallSource store, PlanRequest request, IReadOnlyList<CallPart> parts)
    {
        var points = new List<PointTally>();
        foreach (var part in parts)
        {
            points.AddRange(await store.ReadPointsAsync(City, request, part).ToListAsync());
        }

        return points;
    }
}
