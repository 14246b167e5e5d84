using System.Text;
using SmartBeats.Comparison;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stages;

/// <summary>Wishes on the invented city, through every stage.</summary>
public class WishStagesTests
{
    private static readonly PlanRequest _twelve = new() { Beats = 12, Effort = 600_000 };
    private static int _runs;

    [Fact]
    public async Task Current_plan_is_kept_within_its_budget_and_locks_and_keeps_its_numbers()
    {
        await using var city = await SampleCity.LoadAsync();
        var (ticket, today) = await RunAsync(city, _twelve with { Priorities = [1, 2] }, []);
        int[] lockedAreas = [3, 40, 77];
        var request = _twelve with { ChangeBudget = 0.05, LockBeats = ["7"], Tolerance = 0.001 };
        var (_, plan) = await RunAsync(city, request, [
            new InlineSide("current", $"\"{ticket.PlanId}\""),
            new InlineSide("lockAreas", "[" + string.Join(',', lockedAreas.Select(area => $"\"{city.Map.Areas[area].Id}\"")) + "]")]);

        var moved = Enumerable.Range(0, plan.BeatOfArea.Length).Where(area => plan.BeatOfArea[area] != today.BeatOfArea[area]).ToList();
        moved.ShouldNotBeEmpty();
        moved.ShouldAllBe(area => plan.BeatOfArea[area] != 7 && today.BeatOfArea[area] != 7 && !lockedAreas.Contains(area));
        var change = plan.Wishes!.Change!;
        change.Areas.ShouldBe(moved.Count);
        change.WorkloadShare.ShouldBeInRange(0, 0.05);
        (change.WorkloadShare * plan.Measures.TotalWorkload).ShouldBe(change.Workload, 0.1);
        change.CurrentMaxDeviation.ShouldBeGreaterThan(plan.Measures.MaxDeviation);
        change.Beats.ShouldBe(Enumerable.Range(1, 12).Select(number => $"{number}"));
        plan.Wishes.Locks!.Beats.ShouldBe([7]);
        plan.Wishes.Locks.Areas.Count.ShouldBe(3);
        plan.Measures.Contiguous.ShouldBeTrue();
        plan.Alternatives.ShouldAllBe(other => other.Wishes!.Change!.WorkloadShare <= 0.05);
        plan.Sides.Select(side => (side.Role, side.Count)).ShouldBe([("current", city.Map.Areas.Count), ("locked-areas", 3)]);
    }

    [Fact]
    public async Task Beats_left_out_stay_as_they_are_and_count_in_no_mean_and_no_spread()
    {
        await using var city = await SampleCity.LoadAsync();
        var (ticket, today) = await RunAsync(city, _twelve with { Priorities = [1, 2] }, []);
        var (made, plan) = await RunAsync(city, _twelve with { Beats = 11, WithoutBeats = ["3"] }, [new InlineSide("current", $"\"{ticket.PlanId}\"")]);

        plan.BeatCount.ShouldBe(12);
        Enumerable.Range(0, plan.BeatOfArea.Length).ShouldAllBe(area => (plan.BeatOfArea[area] == 3) == (today.BeatOfArea[area] == 3));
        plan.Measures.Beats.Where(beat => beat.Apart).Select(beat => (beat.Number, beat.Deviation)).ShouldBe([(3, 0)]);
        double[] counted = [.. plan.Measures.Beats.Where(beat => beat.Number != 3).Select(beat => beat.Workload)];
        var mean = counted.Average();
        plan.Measures.TotalWorkload.ShouldBe(counted.Sum(), 0.01);
        plan.Measures.MeanWorkload.ShouldBe(mean, 0.001);
        plan.Measures.MaxDeviation.ShouldBe(counted.Max(load => Math.Abs(load - mean)) / mean, 1e-6);
        plan.Measures.CoefficientOfVariation.ShouldBe(Math.Sqrt(counted.Average(load => (load - mean) * (load - mean))) / mean, 1e-6);
        plan.Measures.LowerBound.ShouldBeLessThanOrEqualTo(plan.Measures.MaxDeviation);
        plan.Measures.MaxDeviation.ShouldBeLessThan(0.1);
        // The forecast is of the eleven, too: 52 weeks as the 52 of 2024 were, what they carry a beat and how far apart they were then.
        plan.Outlook!.Later!.LoadPerBeat.ShouldBe(mean, mean * 0.02);
        plan.Outlook.Later.PastSpread.ShouldBe(plan.Measures.CoefficientOfVariation, 0.0001);
        var summary = Encoding.UTF8.GetString(PlanPublisher.Files(new PlanMaterial(plan, city.Map, AreaAdjacencyBuilder.Build(city.Map, new AdjacencyOptions()), await new RunFiles(city.Store).ReadWorkloadAsync(made, default)))
            .Single(file => file.Name == "summary.txt").Content);
        summary.ShouldContain("11 beats from 585 areas, beside beat 3 as today;");
    }

    [Fact]
    public async Task Beats_that_patrol_no_calls_are_named_with_the_flag_that_leaves_them_out()
    {
        await using var city = await SampleCity.LoadAsync();
        var (ticket, today) = await RunAsync(city, _twelve with { Priorities = [1, 2] }, []);
        var idle = Array.IndexOf((await new RunFiles(city.Store).ReadWorkloadAsync(ticket, default)).Calls, 0);
        idle.ShouldBeGreaterThanOrEqualTo(0, "the invented city has areas without such calls");
        var pairs = "[" + string.Join(',', city.Map.Areas.Select(area => $"[\"{area.Id}\",\"{(area.Index == idle ? "H1" : $"B{today.BeatOfArea[area.Index]}")}\"]")) + "]";
        var (_, plan) = await RunAsync(city, _twelve with { Priorities = [1, 2], Beats = 13 }, [new InlineSide("current", pairs)]);
        plan.Notes.ShouldContain("Beat H1 has less than a hundredth of a fair share of the workload; --without-beats H1 (withoutBeats in a request) leaves it out of count, mean and spread.");
        var (_, without) = await RunAsync(city, _twelve with { Priorities = [1, 2], WithoutBeats = ["H1"] }, [new InlineSide("current", pairs)]);
        without.Notes.ShouldNotContain(note => note.Contains("--without-beats"));
        without.BeatNames!.Count(name => name == "H1").ShouldBe(1);
        without.Measures.Beats.Single(beat => beat.Apart).Areas.ShouldBe(1);
    }

    [Fact]
    public async Task Repair_of_current_beats_is_taken_from_the_budget_and_said()
    {
        await using var city = await SampleCity.LoadAsync();
        var (_, today) = await RunAsync(city, _twelve with { Priorities = [1, 2] }, []);
        // A piece of beat 12 is called 1, which lies at the other end; some areas are in no beat.
        var far = Enumerable.Range(0, today.BeatOfArea.Length).Where(area => today.BeatOfArea[area] == 12).Take(3).ToHashSet();
        var pairs = "[" + string.Join(',', city.Map.Areas.Skip(5).Select(area => $"[\"{area.Id}\",\"{(far.Contains(area.Index) ? 1 : today.BeatOfArea[area.Index])}\"]")) + "]";
        var (_, plan) = await RunAsync(city, _twelve with { ChangeBudget = 0.04 }, [new InlineSide("current", pairs)]);
        plan.Wishes!.Change!.WorkloadShare.ShouldBeInRange(0.0001, 0.04);
        plan.Wishes.Change.Repairs.ShouldNotBeEmpty();
        plan.Notes.ShouldContain("Current beat 1 is in several pieces: the heaviest stays, the others join their neighbours.");

        var (_, none) = await RunAsync(city, _twelve with { Beats = 8, ChangeBudget = 0.01 }, [new InlineSide("current", pairs)]);
        none.Notes.ShouldContain(note => note.EndsWith("more than the 1% that might: no more workload was changed.", StringComparison.Ordinal));
        none.BeatCount.ShouldBe(8);
        none.Measures.Contiguous.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_criteria_are_both_within_the_tolerance_and_reported_with_their_bounds()
    {
        await using var city = await SampleCity.LoadAsync();
        var request = _twelve with { Effort = 3_000_000, Tolerance = 0.03, Balance = new SortedDictionary<WorkloadKind, decimal> { [WorkloadKind.ServiceMinutes] = 0.5m } };
        var (_, plan) = await RunAsync(city, request, []);
        plan.Wishes!.Balance!.Select(criterion => (criterion.Name, criterion.Unit, criterion.Weight)).ShouldBe([("calls", "calls", 1), ("service-minutes", "officer-minutes", 0.5)]);
        plan.Wishes.Balance![0].MaxDeviation.ShouldBe(plan.Measures.MaxDeviation);
        plan.Wishes.Balance.ShouldAllBe(criterion => criterion.MaxDeviation >= criterion.LowerBound);
        plan.Wishes.WeightedDeviation!.Value.ShouldBeInRange(plan.Measures.MaxDeviation - 1e-9, 0.03);
        // The other criterion alone would not have come by itself.
        var (_, plain) = await RunAsync(city, _twelve with { Effort = 3_000_000, Tolerance = 0.03 }, []);
        plain.Wishes.ShouldBeNull();
    }

    [Fact]
    public async Task Equal_area_narrows_the_spread_and_the_plan_without_it_lies_beside()
    {
        await using var city = await SampleCity.LoadAsync();
        var (_, plan) = await RunAsync(city, _twelve with { EqualArea = 1, Tolerance = 0.1 }, []);
        var without = plan.Alternatives.Single(other => other.WithoutPreferences);
        plan.Wishes!.EqualArea!.CoefficientOfVariation.ShouldBeLessThan(without.Wishes!.EqualArea!.CoefficientOfVariation);
        plan.Measures.MaxDeviation.ShouldBeLessThanOrEqualTo(0.1);
        (plan.Measures.Beats.Max(beat => beat.AreaKm2) - plan.Wishes.EqualArea.LargestKm2).ShouldBe(0, 0.01);
    }

    [Fact]
    public async Task Stations_shorten_the_way_and_every_beat_has_one()
    {
        await using var city = await SampleCity.LoadAsync();
        var box = city.Map.Areas[0].Shape.EnvelopeInternal;
        foreach (var area in city.Map.Areas)
        {
            box.ExpandToInclude(area.Shape.EnvelopeInternal);
        }

        var stations = FormattableString.Invariant($"[{{\"id\":\"West\",\"lon\":{box.MinX},\"lat\":{box.Centre.Y}}},{{\"id\":\"East\",\"lon\":{box.MaxX},\"lat\":{box.Centre.Y}}}]");
        var (_, plan) = await RunAsync(city, _twelve with { Beats = 4, StationWeight = 5, Tolerance = 0.1 }, [new InlineSide("stations", stations)]);
        var without = plan.Alternatives.Single(other => other.WithoutPreferences);
        var figures = plan.Wishes!.Stations!;
        figures.MeanMetres.ShouldBeLessThanOrEqualTo(without.Wishes!.Stations!.MeanMetres);
        figures.MeanMetres.ShouldBeGreaterThanOrEqualTo(figures.NearestMetres);
        figures.Beats.Select(beat => beat.Beat).ShouldBe([1, 2, 3, 4]);
        figures.Beats.Select(beat => beat.Station).Distinct().Order().ShouldBe(["East", "West"]);
    }

    [Fact]
    public async Task Wishes_of_a_plan_survive_plan_json()
    {
        await using var city = await SampleCity.LoadAsync();
        var (ticket, plan) = await RunAsync(city, _twelve with { EqualArea = 0.5 }, []);
        var json = await File.ReadAllBytesAsync(city.Store.PathOf(Keys.PlanJson.For(ticket.City, ticket.PlanId)));
        var read = PlanJson.Read(json, "plan.json").Plan;
        read.Wishes!.EqualArea.ShouldBe(plan.Wishes!.EqualArea);
        read.Request.EqualArea.ShouldBe(0.5);
        read.Alternatives.Count(other => other.WithoutPreferences).ShouldBe(1);
        Encoding.UTF8.GetString(json).ShouldNotContain("\"change\"");
        var summary = await File.ReadAllTextAsync(city.Store.PathOf(Keys.PlanFile.For(ticket.City, ticket.PlanId, "summary.txt")));
        summary.ShouldContain("Wishes:\n- Equal area, strength 0.5: beats have ");
        summary.ShouldContain("- Most compact, preferences left aside: within ");
    }

    [Fact]
    public async Task Beats_drawn_as_polygons_are_read_as_a_plan_and_numbered_by_their_names()
    {
        await using var city = await SampleCity.LoadAsync();
        var (ticket, today) = await RunAsync(city, _twelve, []);
        var drawn = BeatList.Read("beats.geojson", await File.ReadAllBytesAsync(city.Store.PathOf(Keys.PlanFile.For(ticket.City, ticket.PlanId, "beats.geojson"))), city.Map);
        var csv = BeatList.Read("assignment.csv", await File.ReadAllBytesAsync(city.Store.PathOf(Keys.PlanFile.For(ticket.City, ticket.PlanId, "assignment.csv"))), city.Map);
        drawn.Hash.ShouldBe(csv.Hash);
        var (beats, note) = drawn.On(city.Map);
        note.ShouldBeNull();
        beats.BeatOfArea.ShouldBe(today.BeatOfArea.Select(number => number - 1));
    }

    [Theory]
    [InlineData("changeBudget", "changeBudget: a change budget needs the current beats. Give them (--current, or \"current\" in a request), or leave it out.")]
    [InlineData("lockBeats", "lockBeats: locked beats need the current beats. Give them (--current, or \"current\" in a request), or leave it out.")]
    [InlineData("withoutBeats", "withoutBeats: beats that are left out need the current beats. Give them (--current, or \"current\" in a request), or leave it out.")]
    [InlineData("stationWeight", "stationWeight: is given without stations. Give the stations (--stations, or \"stations\" in a request), or leave it out.")]
    [InlineData("lockAreas", "lockAreas: locked areas need the current beats. Give them (--current, or \"current\" in a request), or leave it out.")]
    public async Task Wish_without_what_it_is_about_is_refused(string wish, string message)
    {
        await using var city = await SampleCity.LoadAsync();
        var request = wish switch
        {
            "changeBudget" => _twelve with { ChangeBudget = 0.1 },
            "lockBeats" => _twelve with { LockBeats = ["1"] },
            "withoutBeats" => _twelve with { WithoutBeats = ["1"] },
            "stationWeight" => _twelve with { StationWeight = 1 },
            _ => _twelve,
        };
        InlineSide[] sides = wish == "lockAreas" ? [new InlineSide(wish, $"[\"{city.Map.Areas[0].Id}\"]")] : [];
        (await Should.ThrowAsync<InputException>(() => RunAsync(city, request, sides))).Message.ShouldBe(message);
    }

    [Fact]
    public async Task Plan_and_beat_that_are_not_there_are_refused_with_what_there_is()
    {
        await using var city = await SampleCity.LoadAsync();
        (await Should.ThrowAsync<InputException>(() => RunAsync(city, _twelve, [new InlineSide("current", "\"../secret\"")]))).Message
            .ShouldBe("current: there is no plan \"../secret\" of dos-puentes. Give the id of a plan that was made for this city: 32 digits from 0 to f.");
        var pairs = "[" + string.Join(',', city.Map.Areas.Select(area => $"[\"{area.Id}\",\"Beat {1 + area.Index % 2}\"]")) + "]";
        (await Should.ThrowAsync<InputException>(() => RunAsync(city, _twelve with { LockBeats = ["Beat 3"] }, [new InlineSide("current", pairs)]))).Message
            .ShouldBe("lockBeats: there is no current beat \"Beat 3\" (did you mean \"Beat 1\"?). Current beats are Beat 1, Beat 2.");
    }

    private static async Task<(RunTicket Ticket, Plan Plan)> RunAsync(SampleCity city, PlanRequest request, InlineSide[] inline)
    {
        var sides = await SideFiles.PutAsync(city.Store, SampleCity.City.Id, inline, city.Map);
        var pipeline = new LocalPipeline(city.Store, city.Calls, SampleCity.City, 2) { Sides = sides };
        var (ticket, published) = await pipeline.RunAsync(request, $"run-{Interlocked.Increment(ref _runs)}");
        return (ticket, published.Plan);
    }
}
