using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Comparison;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests;

/// <summary>Twelve beats of the invented city, drawn on 2024 and drawn anew when a quarter of it has grown.</summary>
public class RedrawTests
{
    private static int _runs;

    private static readonly PlanRequest _twelve = new() { Beats = 12, Effort = 300_000 };

    [Fact]
    public async Task Beats_that_have_worn_out_are_drawn_anew_within_the_budget_and_what_it_brings_is_said()
    {
        await using var city = await SampleCity.LoadAsync();
        var (_, today) = await DesignAsync(city, _twelve, []);
        await LoadNextYearAsync(city);
        var sides = await PutAsync(city, today);
        var curve = await CreateRedraw(city, sides).RunAsync(_twelve with { Anew = true }, DrawnTo(today));
        curve.Points.Select(point => point.Budget).ShouldBe(new[] { 0.05, 0.1, 0.15 }.Take(curve.Points.Count));
        curve.Best.ShouldNotBeNull();
        var plan = curve.Best.File.Plan;

        // Moved, counted by hand: areas of another beat, by their weighted calls.
        var weights = await WeighAsync(city, plan.Request);
        var moved = Enumerable.Range(0, weights.Length).Where(area => plan.BeatOfArea[area] != today.Plan.BeatOfArea[area]).Sum(area => weights[area]);
        curve.Best.Changed.ShouldBe((double)(moved / weights.Sum()), 1e-4);
        curve.Best.Changed.ShouldBeLessThanOrEqualTo(curve.Best.Budget);
        curve.Best.Net.ShouldBe(curve.Best.AsToday - curve.Best.Spread - 0.05 * curve.Best.Changed, 1e-12);
        curve.Points.ShouldAllBe(point => point.Net <= curve.Best.Net);
        curve.Describe().Last().ShouldBe(FormattableString.Invariant(
            $"Drawing anew is worth it: {curve.Best.AsToday * 100:0.0} to {curve.Best.Spread * 100:0.0}% by moving {curve.Best.Changed * 100:0.0}% of the workload."));

        // The weights are pinned: a third of them is the last month's, of the days there are calls of.
        plan.Request.WeighPeriods.Select(period => period.Days.ToString()).ShouldBe(["2024-01-01..2025-11-28", "2025-11-29..2025-12-28"]);
        (plan.Request.LifeDays, plan.Outlook!.Later!.Weeks).ShouldBe((119, 17));
        PlanId.Of(plan.Request, RunTicket.EngineVersion, plan.MapVersion, plan.CallsVersion, [.. sides.Select(side => side.ToString())]).ShouldBe(plan.PlanId);
    }

    [Fact]
    public async Task Nothing_is_proposed_where_it_would_cost_more_than_it_brings_and_nothing_without_newer_calls()
    {
        await using var city = await SampleCity.LoadAsync();
        var (_, today) = await DesignAsync(city, _twelve with { To = new LocalDateTime(2024, 8, 31, 23, 59, 59) }, []);
        var sides = await PutAsync(city, today);

        // The invented city's first year stands still: what chance made of it is not worth a change.
        var curve = await CreateRedraw(city, sides).RunAsync(_twelve with { Anew = true }, DrawnTo(today));
        curve.Best.ShouldBeNull();
        curve.Describe().Last().ShouldBe(
            "Nothing is proposed: drawing anew costs more than it brings (a point of workload that changes beat is to take 0.05 points off the spread). Keep today's beats.");

        (await Should.ThrowAsync<InputException>(() => CreateRedraw(city, sides).RunAsync(
            _twelve with { Anew = true, To = new LocalDateTime(2024, 8, 31, 23, 59, 59) }, DrawnTo(today)))).Message
            .ShouldStartWith("--anew: the calls end on 2024-08-31, and the plan was made from calls up to 2024-08-31: none is newer.");
        (await Should.ThrowAsync<InputException>(() => CreateRedraw(city, sides).RunAsync(_twelve with { Anew = true, Priorities = [9], Hours = new HourRange(3, 4) }, null))).Message
            .ShouldStartWith("--anew: what it would bring cannot be told. How even the beats will stay is not foretold: that takes ");
        (await Should.ThrowAsync<InputException>(() => CreateRedraw(city, []).RunAsync(_twelve with { Anew = true }, null))).Message
            .ShouldBe("anew: drawing anew needs the current beats. Give them (--current, or \"current\" in a request), or leave it out.");
    }

    [Fact]
    public async Task A_tolerance_left_open_is_the_widest_that_hardly_shows_and_part_of_the_plan()
    {
        await using var city = await SampleCity.LoadAsync();
        var asked = _twelve with { AutoTolerance = true };
        var (ticket, file) = await DesignAsync(city, asked, []);
        var plan = file.Plan;
        plan.Request.AutoTolerance.ShouldBeTrue();
        (plan.Request.Tolerance / 0.005 % 1).ShouldBe(0, 1e-9);
        plan.Measures.MaxDeviation.ShouldBeInRange(0.01, plan.Request.Tolerance);

        // Foretold of the finished beats, the spread of equal ones says the same tolerance, to a step.
        LastingTolerance.FindWidest(LastingTolerance.FindIfEqual(plan.Outlook!.Later!)).ShouldBe(plan.Request.Tolerance, 0.0051);
        plan.Notes.ShouldContain(note => note.StartsWith(FormattableString.Invariant($"A tolerance of {plan.Request.Tolerance * 100:0.##}% is the widest that raises the expected later spread by no more than a twentieth: from ")));
        (await ValidateRequest.NameAsync(city.Store, city.Calls, new RunOrder(SampleCity.City.Id, plan.Request, "again", []))).PlanId.ShouldBe(ticket.PlanId);

        var (_, thin) = await DesignAsync(city, asked with { To = new LocalDateTime(2024, 1, 31, 23, 59, 59) }, []);
        thin.Plan.Request.Tolerance.ShouldBe(0.01);
        thin.Plan.Notes.ShouldContain(note => note.StartsWith("The tolerance is the default: no wider one can be judged. How even the beats will stay is not foretold: that takes calls of 8 weeks"));
    }

    internal static async Task LoadNextYearAsync(SampleCity city)
    {
        await using var calls = File.OpenRead(Path.Combine(SampleCity.Samples, "calls_2025.csv"));
        await IngestCalls.RunAsync(city.Calls, SampleCity.City.Id, new CallReader("calls_2025.csv", SampleCity.City), calls, null);
    }

    internal static Task<(RunTicket Ticket, PlanFile File)> DesignAsync(SampleCity city, PlanRequest request, IReadOnlyList<SideFile> sides) =>
        new LocalPipeline(city.Store, city.Calls, SampleCity.City, 2) { Map = city.Map, Sides = sides }.RunAsync(request, $"run-{Interlocked.Increment(ref _runs)}");

    private static async Task<IReadOnlyList<SideFile>> PutAsync(SampleCity city, PlanFile today) =>
        [await SideFiles.PutAsync(city.Store, SampleCity.City.Id, BeatList.NamedAs(today, "today"))];

    private static int DrawnTo(PlanFile plan) => DayRange.ToDay(LocalDate.FromDateTime(DateTime.Parse(plan.Plan.Outlook!.To, System.Globalization.CultureInfo.InvariantCulture)));

    private static Redraw CreateRedraw(SampleCity city, IReadOnlyList<SideFile> sides) => new(
        new LocalPipeline(city.Store, city.Calls, SampleCity.City, 2) { Map = city.Map, Sides = sides }, city.Calls, SampleCity.City.Id);

    private static async Task<decimal[]> WeighAsync(SampleCity city, PlanRequest request)
    {
        var (index, weights) = (AreaIndex.Build(city.Map), new decimal[city.Map.Areas.Count]);
        foreach (var period in request.WeighPeriods)
        {
            var within = new PlanRequest
            {
                Beats = 1,
                From = DayRange.ToDate(period.Days.First).AtMidnight(),
                To = DayRange.ToDate(period.Days.Last).At(new LocalTime(23, 59, 59)),
            };
            await foreach (var point in city.Calls.ReadPointsAsync(SampleCity.City.Id, within, CallPart.Everything))
            {
                if (index.Find(point.Longitude, point.Latitude) is >= 0 and var area)
                {
                    weights[area] += point.Calls * period.Weight;
                }
            }
        }

        return weights;
    }
}
