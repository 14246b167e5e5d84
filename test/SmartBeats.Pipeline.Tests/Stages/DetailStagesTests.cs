using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stages;

/// <summary>What calls tell beside, through every stage, on the invented city.</summary>
public class DetailStagesTests
{
    private static readonly PlanRequest _twelve = new() { Beats = 12, Effort = 300_000 };
    private static int _runs;

    [Fact]
    public async Task Officer_initiated_work_is_told_and_can_be_left_out_with_the_reason()
    {
        await using var city = await SampleCity.LoadAsync();
        var calls = await AddDetailsAsync(city);
        var inside = calls.Where(call => IsInside(city, call)).ToList();
        var (_, all) = await RunAsync(city, _twelve);
        var officers = inside.Count(call => call.Details?.IsOfficerInitiated == true);
        all.Notes.ShouldContain(FormattableString.Invariant(
            $"{officers:N0} of the {inside.Count:N0} calls counted ({100.0 * officers / inside.Count:0.#}%) were begun by officers. Where patrol goes, discovered incidents follow, so that beats drawn on them feed on themselves. --sources citizen,unknown leaves them out."));

        var (_, people) = await RunAsync(city, _twelve with { Sources = [CallOrigin.Citizen] });
        people.Measures.Beats.Sum(beat => beat.Calls).ShouldBe(inside.Count(call => call.Details?.IsOfficerInitiated == false));
        people.Notes.ShouldContain(FormattableString.Invariant(
            $"Only calls that people made count: {calls.Count(call => call.Details?.IsOfficerInitiated == true):N0} that officers began are left out. Where patrol goes, discovered incidents follow, so that beats drawn on them feed on themselves. So are {calls.Count(call => call.Details?.IsOfficerInitiated is null):N0} that do not say who began them."));
        people.PlanId.ShouldNotBe(all.PlanId);
        RequestWords.CallsCounted(people.Request).ShouldBe("all calls; begun by citizens");
    }

    [Fact]
    public async Task Diversion_and_time_on_scene_weigh_what_a_recount_of_the_calls_says()
    {
        await using var city = await SampleCity.LoadAsync();
        var calls = await AddDetailsAsync(city);
        var request = _twelve with { Natures = ["NOISE", "THEFT, OTHER"], Workload = WorkloadKind.TimeOnScene, Diversion = new Dictionary<string, decimal> { ["NOISE"] = 0.4m } };
        var (_, plan) = await RunAsync(city, request);
        var counted = calls.Where(call => IsInside(city, call) && call.Details?.Nature is "NOISE" or "THEFT, OTHER").ToList();
        var minutes = counted.Sum(call => (call.Details!.ClearedUtc!.Value - call.Details.ArrivedUtc!.Value) / 60m * (call.Units ?? 1) * (call.Details.Nature == "NOISE" ? 0.6m : 1));
        plan.Measures.Beats.Sum(beat => beat.Calls).ShouldBe(counted.Count);
        plan.Measures.TotalWorkload.ShouldBe((double)minutes, 0.01);
        RequestWords.Workload(plan.Request).ShouldBe("officer-minutes on scene, less what is handled otherwise (40% of NOISE)");

        (await Should.ThrowAsync<InputException>(() => RunAsync(city, _twelve with { Natures = ["NOICE"] }))).Message
            .ShouldStartWith("request: no call is of the nature \"NOICE\" (did you mean \"NOISE\"?). Natures are written as in the calls file, such as ");
    }

    [Fact]
    public async Task A_place_with_a_tenth_of_a_beat_is_named_known_by_its_hours_and_can_be_left_out()
    {
        await using var city = await SampleCity.LoadAsync();
        // 400 calls at one address, on Mondays at 10.
        var at = city.Map.Areas[100].Shape.InteriorPoint;
        var desk = Enumerable.Range(0, 400).Select(number =>
        {
            var local = new LocalDateTime(2024, 1, 1, 10, 0).PlusWeeks(number % 50).PlusMinutes(number / 10).InUtc().ToInstant().ToUnixTimeSeconds();
            return new Call($"DESK-{number}", 3, false, at.X, at.Y, local + 25_200, local, "6", null, null);
        }).ToArray();
        await LoadAsync(city, desk);
        var (_, plan) = await RunAsync(city, _twelve);
        var place = plan.Places.Single(place => place.Area == 100);
        var here = CallPlace.Around(at.X, at.Y);
        place.Place.ShouldBe(here);
        place.IsDesk.ShouldBeTrue();
        place.Calls.ShouldBeGreaterThanOrEqualTo(400);
        var beat = plan.Measures.Beats[plan.BeatOfArea[100] - 1];
        place.Share.ShouldBe((double)place.Calls / beat.Calls, 0.0001);
        var rest = plan.Measures.TotalWorkload - place.Calls;
        place.DeviationWithout.ShouldBe(((beat.Workload - place.Calls) * 12 / rest) - 1, 0.0001);
        var note = plan.Notes.Single(note => note.StartsWith($"One place in area {city.Map.Areas[100].Id} has ", StringComparison.Ordinal));
        note.ShouldContain("so do those at the counter of a police station. If it is the station's own address, --without-place leaves it out");
        note.ShouldNotContain(FormattableString.Invariant($"{here.Latitude}"), Case.Sensitive, "notes are sent by mail, which tells no place of a call");

        var (_, without) = await RunAsync(city, _twelve with { WithoutPlaces = [here] });
        without.Places.ShouldNotContain(other => other.Area == 100 && other.Place == here);
        without.Measures.TotalWorkload.ShouldBe(plan.Measures.TotalWorkload - place.Calls);
        without.Notes.ShouldContain(FormattableString.Invariant($"1 place is left out, with {place.Calls:N0} calls."));
    }

    [Fact]
    public async Task A_plan_is_scored_on_growth_which_is_part_of_its_name_and_changes_nothing_else()
    {
        await using var city = await SampleCity.LoadAsync();
        var (_, plain) = await RunAsync(city, _twelve);
        plain.Growth.ShouldBeEmpty();
        var area = city.Map.Areas[100].Id;
        var (_, plan) = await RunAsync(city, _twelve, [new InlineSide("growth", $$"""[{"area":"{{area}}","calls":5000,"scenario":"mall"},{"area":"{{area}}","factor":1,"scenario":"nothing"}]""")]);
        plan.PlanId.ShouldNotBe(plain.PlanId);
        plan.BeatOfArea.ShouldBe(plain.BeatOfArea);
        plan.Sides.Select(side => (side.Role, side.Count)).ShouldBe([("growth", 2)]);
        plan.Growth.Select(score => score.Scenario).ShouldBe(["mall", "nothing"]);
        plan.Growth[1].MaxDeviation.ShouldBe(plan.Measures.MaxDeviation, 0.0001);

        var days = (await city.Calls.ReadDaysAsync(SampleCity.City.Id)).Select(day => day.Day).ToList();
        var past = days.Max() - days.Min() + 1;
        past.ShouldBeInRange(360, 366);
        double[] loads = [.. plan.Measures.Beats.Select(beat => beat.Workload)];
        loads[plan.BeatOfArea[100] - 1] += 5_000 * past / 365.25;
        plan.Growth[0].MaxDeviation.ShouldBe(loads.Max(load => Math.Abs(load - loads.Average())) / loads.Average(), 0.0001);
        plan.Growth[0].WorstBeat.ShouldBe(plan.BeatOfArea[100]);
        plan.Notes.ShouldContain(note => note.StartsWith("If \"mall\" comes true", StringComparison.Ordinal));
    }

    /// <summary>Gives the sample's calls natures, sources and stamps by the number in their event's name; a few have none.</summary>
    private static async Task<IReadOnlyList<Call>> AddDetailsAsync(SampleCity city)
    {
        var reader = new CallReader("calls.csv", SampleCity.City);
        await using var file = File.OpenRead(Path.Combine(SampleCity.Samples, "calls.csv"));
        var calls = new Dictionary<string, Call>(StringComparer.Ordinal);
        reader.Read(file, batch =>
        {
            foreach (var call in batch)
            {
                var number = call.EventNumber.Where(char.IsAsciiDigit).Aggregate(0, (sum, digit) => (sum * 7) + digit) & 0xff;
                calls[call.EventNumber] = number % 10 == 0 ? call : call with
                {
                    Details = new CallDetails
                    {
                        Nature = (number % 3) switch { 0 => "NOISE", 1 => "THEFT, OTHER", _ => "" },
                        IsOfficerInitiated = (number % 4) switch { 0 => true, 1 => null, _ => false },
                        ArrivedUtc = call.UtcSeconds + (number * 3),
                        ClearedUtc = call.UtcSeconds + (number * 20) + 60,
                    },
                };
            }
        });
        await LoadAsync(city, [.. calls.Values]);
        return [.. calls.Values];
    }

    private static async Task LoadAsync(SampleCity city, Call[] calls)
    {
        await using var load = await city.Calls.BeginLoadAsync(SampleCity.City.Id);
        load.Add(calls);
        await load.CommitAsync();
    }

    private static bool IsInside(SampleCity city, Call call)
    {
        var point = new NetTopologySuite.Geometries.Point(call.Longitude, call.Latitude);
        return city.Map.Areas.Any(area => area.Shape.EnvelopeInternal.Intersects(point.EnvelopeInternal) && area.Shape.Intersects(point));
    }

    private static async Task<(RunTicket Ticket, Plan Plan)> RunAsync(SampleCity city, PlanRequest request, IReadOnlyList<InlineSide>? inline = null)
    {
        var sides = await SideFiles.PutAsync(city.Store, SampleCity.City.Id, inline ?? [], city.Map);
        var pipeline = new LocalPipeline(city.Store, city.Calls, SampleCity.City, 1) { Sides = sides };
        var (ticket, file) = await pipeline.RunAsync(request, $"details-{Interlocked.Increment(ref _runs)}");
        return (ticket, file.Plan);
    }
}
