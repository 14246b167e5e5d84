using System.Text.Json;
using NetTopologySuite.Geometries;
using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests;

public class LocalPipelineTests
{
    private static readonly PlanRequest _twelve = new() { Beats = 12, Effort = 1_000_000 };

    [Fact]
    public async Task Every_beat_is_in_one_piece_and_every_call_of_an_area_is_in_its_beat()
    {
        await using var city = await SampleCity.LoadAsync();
        var (ticket, plan) = await RunAsync(city, _twelve);

        plan.BeatOfArea.Distinct().Order().ShouldBe(Enumerable.Range(1, 12));
        Pieces(city, plan.BeatOfArea).ShouldBe(12);
        var counted = CountByBruteForce(city);
        for (var beat = 1; beat <= 12; beat++)
        {
            plan.Measures.Beats[beat - 1].Calls.ShouldBe(
                counted.Where((_, area) => plan.BeatOfArea[area] == beat).Sum(), $"beat {beat}");
        }

        (await city.Store.ListAsync($"plans/{ticket.City}/{ticket.PlanId}/")).Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_plan_says_how_even_it_is_expected_to_stay_from_its_own_calls_by_week()
    {
        await using var city = await SampleCity.LoadAsync();
        var (_, plan) = await RunAsync(city, _twelve);

        var index = AreaIndex.Build(city.Map);
        var loads = new Dictionary<(int Week, int Beat), long>();
        foreach (var tally in (await city.Calls.ReadDatedAsync(SampleCity.City.Id, _twelve, CallPart.Everything).ToListAsync()).SelectMany(batch => batch))
        {
            if (index.Find(tally.Longitude, tally.Latitude) is >= 0 and var area)
            {
                // 1970-01-05 was a Monday.
                var key = ((int)Math.Floor((tally.Day - 4) / 7.0), plan.BeatOfArea[area] - 1);
                loads[key] = loads.GetValueOrDefault(key) + tally.Calls;
            }
        }

        var first = loads.Keys.Min(key => key.Week);
        var weeks = new BeatWeeks(first, [.. Enumerable.Range(first, loads.Keys.Max(key => key.Week) - first + 1)
            .Select(week => Enumerable.Range(0, 12).Select(beat => loads.GetValueOrDefault((week, beat))).ToArray())]);
        var measured = DriftEstimate.Measure(weeks);
        var expected = LaterSpread.Foretell(weeks, measured with { Dispersion = Math.Max(1, measured.Dispersion) }, 52);
        plan.Outlook!.Later.ShouldBe((plan.Outlook with { Later = expected }).ToPublishedPrecision().Later);
        plan.Outlook.From[..4].ShouldBe("2024");
    }

    [Fact]
    public async Task Data_that_changes_under_a_run_stops_it()
    {
        await using var city = await SampleCity.LoadAsync();
        var ticket = await ValidateAsync(city);
        var parts = await PartitionCalls.RunAsync(new RunFiles(city.Store), city.Calls, ticket);
        foreach (var part in parts)
        {
            await JoinCalls.RunAsync(new RunFiles(city.Store), city.Calls, ticket, part);
        }

        await using (var load = await city.Calls.BeginLoadAsync(SampleCity.City.Id))
        {
            load.Add([new Call("LATE-1", 1, true, -112, 33, 0, 0, "", null, null)]);
            await load.CommitAsync();
        }

        var fault = await Should.ThrowAsync<DataChangedException>(() => MergeWorkload.RunAsync(new RunFiles(city.Store), city.Calls, ticket, parts.Count));
        fault.Message.ShouldBe("The map or the calls of dos-puentes changed while run run-1 was reading them.");
    }

    [Fact]
    public async Task A_plan_already_published_is_not_written_again()
    {
        await using var city = await SampleCity.LoadAsync();
        var (ticket, _) = await RunAsync(city, _twelve);
        var key = Keys.PlanJson.For(ticket.City, ticket.PlanId);
        await city.Store.PutAsync(key, "kept"u8.ToArray());
        var files = new RunFiles(city.Store);
        files.KeepCity(SampleCity.City);
        await PublishPlan.RunAsync(files, ticket, () => Task.CompletedTask);
        (await File.ReadAllTextAsync(city.Store.PathOf(key))).ShouldBe("kept");
    }

    /// <summary>With everything a plan can hold; whatever the file holds is compared, member by member.</summary>
    [Fact]
    public async Task The_plan_that_is_handed_back_is_the_one_its_file_holds()
    {
        await using var city = await SampleCity.LoadAsync();
        var request = PlanRequestJson.Parse("request", """
            {"beats": 12, "effort": 200000, "rank": 50, "response": {}, "balance": {"calls": 1, "service-minutes": 0.5}, "shifts": ["6-18", "18-6"]}
            """);
        var (ticket, published) = await new LocalPipeline(city.Store, city.Calls, SampleCity.City, threads: 2).RunAsync(request, "run-1");
        var read = PlanJson.Read(await File.ReadAllBytesAsync(city.Store.PathOf(Keys.PlanJson.For(ticket.City, ticket.PlanId))), "plan.json");
        Text(published).ShouldBe(Text(read));
        published.Plan.Shifts.Count.ShouldBe(2);

        // A request is compared as it is written, and a shift's workload is in no file.
        static string Text(PlanFile file) => PlanRequestJson.Canonical(file.Plan.Request) + JsonSerializer.Serialize(
            file with { Plan = file.Plan with { Request = null!, Shifts = [.. file.Plan.Shifts.Select(shift => shift with { Workload = null })] } });
    }

    [Fact]
    public async Task A_plan_is_ranked_where_asked_for_and_is_the_same_plan_otherwise()
    {
        await using var city = await SampleCity.LoadAsync();
        var (_, plain) = await RunAsync(city, _twelve);
        plain.Rank.ShouldBeNull();
        var pipeline = new LocalPipeline(city.Store, city.Calls, SampleCity.City, threads: 2);
        var (ticket, published) = await pipeline.RunAsync(_twelve with { Rank = 200 }, "run-2");
        var ranked = published.Plan;
        ranked.BeatOfArea.ShouldBe(plain.BeatOfArea);
        ranked.PlanId.ShouldNotBe(plain.PlanId);
        ranked.Rank!.Plans.ShouldBe(200);
        ranked.Rank.Compared.ShouldBeGreaterThan(40);
        ranked.Rank.LongerBorders.ShouldBeGreaterThan(0.9);
        var written = await File.ReadAllTextAsync(city.Store.PathOf(Keys.Summary.For(ticket.City, ticket.PlanId)));
        written.ShouldContain("Of 200 random plans");
    }

    [Fact]
    public async Task The_ticket_that_stages_hand_on_is_under_a_kilobyte()
    {
        await using var city = await SampleCity.LoadAsync();
        var ticket = await ValidateAsync(city);
        JsonSerializer.SerializeToUtf8Bytes(ticket).Length.ShouldBeLessThan(1024);
    }

    [Fact]
    public async Task A_workload_per_beat_derives_the_count_and_says_so()
    {
        await using var city = await SampleCity.LoadAsync();
        var (_, plan) = await RunAsync(city, _twelve with { Beats = null, WorkloadPerBeat = 2_000 });
        plan.BeatCount.ShouldBe(10);
        plan.Notes.ShouldContain("19,960 calls at 2,000 a beat make 9.98 beats, rounded to 10.");
    }

    [Fact]
    public async Task Filters_that_nothing_passes_are_answered_with_what_to_do()
    {
        await using var city = await SampleCity.LoadAsync();
        var fault = await Should.ThrowAsync<InputException>(() => RunAsync(city, _twelve with { To = new LocalDateTime(1999, 12, 31, 23, 59, 59) }));
        fault.Message.ShouldBe("request: no call passes its filters. Widen the dates, priorities or dispositions, or load the calls of that time.");
    }

    [Fact]
    public async Task More_beats_than_areas_is_answered_with_the_numbers()
    {
        await using var city = await SampleCity.LoadAsync();
        var fault = await Should.ThrowAsync<InputException>(() => RunAsync(city, _twelve with { Beats = 586 }));
        fault.Message.ShouldContain("586");
        fault.Message.ShouldContain("585");
    }

    [Fact]
    public async Task A_cancelled_run_publishes_nothing()
    {
        await using var city = await SampleCity.LoadAsync();
        using var cancellation = new CancellationTokenSource();
        var pipeline = new LocalPipeline(city.Store, city.Calls, SampleCity.City, threads: 2);
        var run = pipeline.RunAsync(_twelve with { Effort = 500_000_000 }, "run-1", new CancelAt(cancellation, "seeding beats"), cancellation.Token);
        await Should.ThrowAsync<OperationCanceledException>(() => run);
        (await city.Store.ListAsync("plans/")).ShouldBeEmpty();
    }

    private static Task<RunTicket> ValidateAsync(SampleCity city)
    {
        var files = new RunFiles(city.Store);
        files.KeepCity(SampleCity.City);
        return ValidateRequest.RunAsync(files, city.Calls, new RunOrder(SampleCity.City.Id, _twelve, "run-1", []));
    }

    private static async Task<(RunTicket Ticket, Plan Plan)> RunAsync(SampleCity city, PlanRequest request)
    {
        var (ticket, published) = await new LocalPipeline(city.Store, city.Calls, SampleCity.City, threads: 2).RunAsync(request, "run-1");
        return (ticket, published.Plan);
    }

    /// <summary>Calls per area by trying every area for every call, lowest index first.</summary>
    private static long[] CountByBruteForce(SampleCity city)
    {
        var counts = new long[city.Map.Areas.Count];
        using var calls = File.OpenRead(Path.Combine(SampleCity.Samples, "calls.csv"));
        new CallReader("calls.csv", SampleCity.City).Read(calls, batch =>
        {
            foreach (var call in batch)
            {
                var point = new Point(call.Longitude, call.Latitude);
                if (city.Map.Areas.FirstOrDefault(area => area.Shape.EnvelopeInternal.Covers(point.Coordinate) && area.Shape.Covers(point)) is { } found)
                {
                    counts[found.Index]++;
                }
            }
        });
        return counts;
    }

    /// <summary>Connected pieces of all beats, over pairs of areas whose shapes share a line.</summary>
    private static int Pieces(SampleCity city, int[] beatOfArea)
    {
        var areas = city.Map.Areas;
        var seen = new bool[areas.Count];
        var pieces = 0;
        for (var first = 0; first < areas.Count; first++)
        {
            if (seen[first])
            {
                continue;
            }

            pieces++;
            seen[first] = true;
            var queue = new Queue<int>([first]);
            while (queue.TryDequeue(out var at))
            {
                foreach (var other in areas.Where(o => !seen[o.Index] && beatOfArea[o.Index] == beatOfArea[at]
                    && o.Shape.EnvelopeInternal.Intersects(areas[at].Shape.EnvelopeInternal)
                    && o.Shape.Intersection(areas[at].Shape).Dimension == Dimension.Curve))
                {
                    seen[other.Index] = true;
                    queue.Enqueue(other.Index);
                }
            }
        }

        return pieces;
    }

    private sealed class CancelAt(CancellationTokenSource cancellation, string stage) : IProgress<Districting.DesignProgress>
    {
        public void Report(Districting.DesignProgress value)
        {
            if (value.Stage == stage)
            {
                cancellation.Cancel();
            }
        }
    }
}
