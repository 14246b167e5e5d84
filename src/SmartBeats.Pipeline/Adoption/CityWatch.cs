using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Pipeline.Adoption;

/// <summary>Judges the beats a city patrols on the calls that are loaded.</summary>
/// <param name="all">Every change of beats, the earliest first.</param>
/// <param name="adopted">The beats that are judged.</param>
/// <param name="days">All the city's calls by day.</param>
/// <param name="measuresResponse">Whether stamps are read, call by call.</param>
internal sealed class CityWatch(
    IObjectStore store, ICallSource calls, string city, IReadOnlyList<AdoptedBeats> all, AdoptedBeats adopted, IReadOnlyList<DayTally> days,
    bool measuresResponse)
{
    /// <summary>Days between a week and the same a year earlier; also those that say what beats carried that are no plan.</summary>
    private const int DaysPerYear = 364;

    /// <exception cref="InputException">There is no verdict; says why.</exception>
    /// <exception cref="InvalidOperationException">The map or the beats' file is not there any more.</exception>
    public Task<(MonitorVerdict Verdict, IReadOnlyList<string> Sentences)> JudgeAsync(CancellationToken cancellation) =>
        adopted.PlanId is { } planId ? JudgePlanAsync(planId, cancellation) : JudgeBeatsAsync(cancellation);

    private async Task<(MonitorVerdict, IReadOnlyList<string>)> JudgePlanAsync(string planId, CancellationToken cancellation)
    {
        var file = await CityBeats.ReadPlanAsync(store, city, planId, cancellation);
        var map = await CityFiles.LoadMapAsync(store, city, file.Plan.MapVersion, cancellation);
        var (since, request) = (PlanWatch.FindStart(file.Plan), PlanWatch.CountAnyTime(file.Plan));
        var counted = await ReadSinceAsync(request, map, since, cancellation);
        var verdict = PlanWatch.Judge(file, PlanWatch.CutToWholeWeeks(days, counted, since, city));
        var patrolled = PlanWatch.DescribePatrolled(file.Plan, adopted.FirstDay, null, ListChanges());
        patrolled = await FindBeforeAsync(patrolled, map, cancellation);
        verdict = verdict with { Change = await CompareAsync(patrolled, request, map, counted, cancellation) };
        var current = await CityFiles.FindCurrentMapAsync(store, city, cancellation);
        string[] notes = current?.Version == map.Version
            ? []
            : ["The city's map is another by now: these beats are judged on the map they were drawn on."];
        return (verdict, [.. notes, .. MonitorWords.Describe(verdict, file.Plan.NameOfBeat, file.Plan.Outlook?.Later, file.Unit)]);
    }

    /// <summary>Beats that nobody counted calls for: what they carried in the year before they were adopted is their share.</summary>
    private async Task<(MonitorVerdict, IReadOnlyList<string>)> JudgeBeatsAsync(CancellationToken cancellation)
    {
        var map = await CityFiles.ReadMapAsync(store, city, cancellation);
        var (given, note) = (await CityBeats.ReadBeatsAsync(store, city, adopted, map, cancellation)).On(map);
        var since = BeatWeeks.ToMonday(BeatWeeks.ToWeek(adopted.FirstDay + 6));
        var request = new PlanRequest { Beats = given.Names.Count };
        var counted = await ReadSinceAsync(request, map, since, cancellation);
        var beats = new BalancedBeats([.. Enumerable.Range(1, given.Names.Count)], given.BeatOfArea);
        var drawnOn = new double[given.Names.Count];
        var before = counted.Within([new DayRange(since - DaysPerYear, since - 1)]);
        for (var row = 0; row < before.Areas.Length; row++)
        {
            if (given.BeatOfArea[before.Areas[row]] is >= 0 and var beat)
            {
                drawnOn[beat] += before.Loads[row];
            }
        }

        var verdict = PlanWatch.Judge(beats, drawnOn, PlanWatch.CutToWholeWeeks(days, counted, since, city), dispersion: 1, units: 1);
        var patrolled = await FindBeforeAsync(new PatrolledBeats(adopted.FirstDay, beats, null, ListChanges()), map, cancellation);
        verdict = verdict with { Change = await CompareAsync(patrolled, request, map, counted, cancellation) };
        var isOther = adopted.MapVersion is { } drawn && drawn != map.Version;
        string?[] notes =
        [
            isOther ? "The city's map is another than when these beats were adopted: areas are taken by their ids." : null,
            note,
        ];
        var said = MonitorWords.Describe(verdict, beat => given.Names[beat - 1], null, new CallFilter(request).Unit);
        return (verdict, [.. notes.OfType<string>(), .. said]);
    }

    private int[] ListChanges() => [.. all.Select(one => one.FirstDay)];

    private async Task<PatrolledBeats> FindBeforeAsync(PatrolledBeats patrolled, CityMap map, CancellationToken cancellation)
    {
        if (all.LastOrDefault(one => one.FirstDay < adopted.FirstDay) is not { } before)
        {
            return patrolled;
        }

        try
        {
            var plan = before.PlanId is { } planId ? (await CityBeats.ReadPlanAsync(store, city, planId, cancellation)).Plan : null;
            return patrolled with
            {
                Before = await CityBeats.ReadBalancedAsync(store, city, before, map, cancellation),
                BeforeDrawnOn = plan is null ? null : PlanWatch.FindDrawnOn(plan),
            };
        }
        catch (Exception fault) when (fault is InputException or InvalidOperationException)
        {
            // A verdict on these beats is no worse for others that were purged.
            return patrolled with { NoBefore = $"{before.Name}, patrolled before, is not there any more" };
        }
    }

    private async Task<AdoptionChange> CompareAsync(
        PatrolledBeats patrolled, PlanRequest request, CityMap map, DatedLoads counted, CancellationToken cancellation)
    {
        var covered = CoveredTime.Find(days);
        var measured = measuresResponse ? await ReadMeasuredAsync(patrolled, covered, request, map, cancellation) : null;
        return AdoptionChange.Measure(patrolled, counted, measured, covered);
    }

    private async Task<IReadOnlyList<MeasuredCall>> ReadMeasuredAsync(
        PatrolledBeats patrolled, CallPeriod covered, PlanRequest request, CityMap map, CancellationToken cancellation)
    {
        var measured = new List<MeasuredCall>();
        if (AdoptionChange.FindDaysOfResponse(patrolled, covered) is not { } range
            || !(await calls.ReadStampsAsync(city, cancellation)).Any(day => range.Contains((int)day.Day) && day.Arrived > 0))
        {
            return measured;
        }

        var index = AreaIndex.Build(map);
        var within = request with { From = ToTime(range.First), To = ToTime(range.Last + 1).PlusSeconds(-1) };
        await foreach (var batch in calls.ReadCallsAsync(city, within, CallPart.Everything, cancellation))
        {
            var answers = batch.Select(call => MeasuredCall.FromCall(call, index.Find(call.Longitude, call.Latitude)));
            measured.AddRange(answers.Where(answer => answer.Response is not null));
        }

        return measured;
    }

    /// <summary>What counts, since the weeks of a year before the verdict's or the adoption's.</summary>
    private async Task<DatedLoads> ReadSinceAsync(PlanRequest request, CityMap map, int since, CancellationToken cancellation)
    {
        var from = Math.Min(since, BeatWeeks.ToMonday(BeatWeeks.ToWeek(adopted.FirstDay + 6))) - DaysPerYear;
        var sums = await DatedSums.ReadAsync(
            calls, city, request with { From = ToTime(from) }, [request.Workload], CallPart.Everything, AreaIndex.Build(map),
            map.Areas.Count, cancellation);
        return sums.ToLoads(request.Workload);
    }

    private static NodaTime.LocalDateTime ToTime(int day) => DayRange.ToDate(day).AtMidnight();
}
