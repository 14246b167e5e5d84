using System.Text;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Formats;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Pipeline.Run;
using SmartBeats.Publishing;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Measures the chosen plan afresh and writes its files; <c>plan.json</c> last, once.</summary>
public static class PublishPlan
{
    /// <summary>The file that makes a plan published: written last, and only where none is.</summary>
    public const string PlanJsonName = "plan.json";

    /// <summary>What is to be known about the map the plan was made on.</summary>
    public const string MapReportName = "map-report.json";

    /// <returns>The plan as its files have it.</returns>
    /// <param name="lastWord">Asked when all but <c>plan.json</c> is written; what it throws leaves the plan unpublished.</param>
    public static async Task<PlanFile> RunAsync(RunFiles files, RunTicket ticket, Func<Task> lastWord, CancellationToken cancellation = default)
    {
        var city = await files.ReadCityAsync(ticket.City, cancellation);
        var map = await files.ReadMapWithColumnsAsync(ticket, cancellation);
        var workload = await files.ReadWorkloadAsync(ticket, cancellation);
        var adjacency = await files.ReadAdjacencyAsync(ticket, cancellation);
        var problem = await files.ReadProblemAsync(ticket, cancellation);
        var request = await files.ReadRequestAsync(ticket, cancellation);
        request = request.AutoTolerance ? request with { Tolerance = problem.Tolerance } : request;
        var evaluated = await files.FindEvaluatedAsync(ticket, cancellation);
        var chosen = evaluated?.Result ?? await files.ReadChosenAsync(ticket, cancellation);

        int[] apart = [.. (problem.Names?.FindInPlan(problem.Wishes?.Current?.BeatsApart ?? []) ?? []).Select(beat => beat + 1)];
        var (beatOfArea, measures) = Measure(chosen.Chosen);
        var alternatives = chosen.Alternatives.Select((alternative, at) =>
        {
            var (beats, worth) = Measure(alternative);
            return new Alternative(alternative.Goal, beats, worth)
            {
                Response = evaluated?.Alternatives[at],
                Wishes = WishesOf(beats),
                WithoutPreferences = alternative.WithoutPreferences,
            };
        }).ToArray();
        var notes = PlanNotes.Collect(map, adjacency, workload, problem, chosen, measures);
        var places = await HeavyPlaces.FindAsync(files, ticket, workload, beatOfArea, problem.Beats, cancellation);
        // When columns and signals change nobody knows: what calls alone foretell would be said of another workload.
        var dated = request.Weigh.Count > 0 ? null : await DatedCalls.FindAsync(files, ticket, cancellation);
        var outlook = PlanOutlook.Foretell(dated, beatOfArea, problem.Beats, workload, request, apart);
        if (request.Anew && dated is not null && problem.Wishes?.Current is { } current)
        {
            outlook = outlook?.SetBesideToday(
                dated,
                BalancedBeats.Find(beatOfArea, problem.Beats, apart),
                BalancedBeats.Find([.. current.BeatOfArea.Select(beat => beat + 1)], problem.Beats, apart),
                workload,
                request);
        }

        if (outlook?.Later is not null && PeriodWeights.FromRequest(request).Count == 0)
        {
            notes = [.. notes, .. PastPeriods.Describe(dated!.CountByDay())];
        }

        var plan = new Plan(
            ticket.PlanId, city, request, RunTicket.EngineVersion, ticket.MapVersion, ticket.CallsVersion,
            problem.Beats, beatOfArea, measures, chosen.LowerBoundReason, alternatives, notes, chosen.Truncated)
        {
            Sides = await SidesAsync(files, ticket, cancellation),
            Edit = await EditedPlans.FindRecordAsync(files, ticket, new MeasuredMap(map, adjacency), workload, beatOfArea, apart, cancellation),
            Response = evaluated?.Chosen,
            Rank = await files.FindRankedAsync(ticket, cancellation),
            Front = [.. chosen.Front.Select(met => FrontPoint.Measure(adjacency, workload.Weights, BeatNumbers.Of(problem, map, met), problem.Beats, chosen.ForcedAreas, apart))],
            Wishes = WithCurve(WishesOf(beatOfArea)),
            Shares = ShareFigures.Measure(workload, beatOfArea, problem.Beats),
            Outlook = outlook,
            Places = places,
            Growth = await ScoreGrowthAsync(dated),
            Sectors = await BeatSectors.FindAsync(files, ticket, new MeasuredMap(map, adjacency), workload, problem.ToProblem(), beatOfArea, request, cancellation),
            Shifts = [.. (evaluated?.Shifts ?? []).Select(ShiftPlanOf)],
        };
        plan = plan with
        {
            Notes = [.. plan.Notes, .. PlaceWords.Describe(places, map, workload, beatOfArea, plan.NameOfBeat), .. GrowthWords.Describe(plan.Growth, plan.NameOfBeat)],
        };
        var mapReport = Encoding.UTF8.GetBytes(MapReport.Of(map, adjacency, city.Lengths).ToJson());
        await files.WritePlanFileAsync(ticket, MapReportName, mapReport, cancellation);
        var material = new PlanMaterial(plan, map, adjacency, workload)
        {
            Context = await files.ReadContextAsync(ticket.City, cancellation),
            Backtest = await files.FindBacktestedAsync(ticket, cancellation),
            DispositionLabels = await files.FindDispositionLabelsAsync(ticket.City, cancellation),
        };
        var stations = await files.ReadSideAsync(ticket, SideFiles.Stations, cancellation) is { } side ? StationList.Read(SideFiles.Stations, side).Stations : [];
        await WriteAsync(files, ticket, [.. PlanPublisher.Files(material), .. PlanExports.Write(material, stations)], lastWord, cancellation);
        return PlanFile.Create(material);

        (int[] BeatOfArea, PlanMeasures Measures) Measure(DesignedPlan designed)
        {
            var numbered = BeatNumbers.Of(problem, map, designed.BeatOfArea);
            return (numbered, MeasureNumbered(numbered));
        }

        WishFigures? WishesOf(int[] numbered) => problem is { Wishes: { } wishes, Names: { } names }
            ? WishEvaluator.Measure(map, workload, wishes, names, numbered, problem.Beats, chosen.ForcedAreas)
            : null;

        // What other change budgets would buy is measured as the plan itself is.
        WishFigures? WithCurve(WishFigures? figures)
        {
            if (figures?.Change is not { } change || chosen.Curve.Count == 0)
            {
                return figures;
            }

            var points = chosen.Curve.Select(met => BeatNumbers.Of(problem, map, met)).Select(beats =>
            {
                var balance = FrontPoint.Measure(adjacency, workload.Weights, beats, problem.Beats, chosen.ForcedAreas, apart);
                return new ChangePoint(WishesOf(beats)!.Change!.WorkloadShare, balance.MaxDeviation, balance.MaxDeviationOfRest);
            });
            return figures with { Change = change with { Curve = [.. points] } };
        }

        ShiftPlan ShiftPlanOf(EvaluatedShift shift)
        {
            // Beats keep the numbers of the common map, wherever the shift has moved them.
            var numberOf = new int[problem.Beats];
            for (var area = 0; area < beatOfArea.Length; area++)
            {
                numberOf[chosen.Chosen.BeatOfArea[area]] = beatOfArea[area];
            }

            int[] numbered = [.. shift.BeatOfArea.Select(beat => numberOf[beat])];
            var own = MeasureOn(numbered, shift.Workload, shift.LowerBound, shift.ForcedAreas);
            var common = MeasureOn(beatOfArea, shift.Workload, shift.LowerBound, shift.ForcedAreas);
            return new ShiftPlan(shift.Hours, numbered, own, common.MaxDeviation, shift.ChangedShare, shift.Common, shift.Own)
            {
                Workload = shift.Workload,
            };
        }

        async Task<IReadOnlyList<GrowthScore>> ScoreGrowthAsync(DatedLoads? past)
        {
            if (await files.ReadSideAsync(ticket, SideFiles.Growth, cancellation) is not { } content || past is not { Days.Length: > 0 })
            {
                return [];
            }

            var changes = GrowthList.Read(SideFiles.Growth, content, map).Changes;
            return [.. GrowthScore.Score(changes, map, workload, new DayRange(past.Days.Min(), past.Days.Max()), beatOfArea, problem.Beats, apart).Select(score => score.ToPublishedPrecision())];
        }

        PlanMeasures MeasureNumbered(int[] numbered) => MeasureOn(numbered, workload, chosen.LowerBound, chosen.ForcedAreas);

        PlanMeasures MeasureOn(int[] numbered, AreaWorkload counted, double bound, IReadOnlyList<int> forced)
        {
            var outlines = BeatOutlines.Dissolve(map, [.. numbered.Select(number => number - 1)], problem.Beats);
            return PlanEvaluator.Measure(map, adjacency, counted, numbered, problem.Beats, bound, forced, outlines, apart);
        }
    }

    /// <summary>The chosen beats per area, by the numbers they are published with.</summary>
    internal static async Task<int[]> NumberBeatsAsync(RunFiles files, RunTicket ticket, CancellationToken cancellation)
    {
        var chosen = (await files.FindEvaluatedAsync(ticket, cancellation))?.Result ?? await files.ReadChosenAsync(ticket, cancellation);
        return BeatNumbers.Of(
            await files.ReadProblemAsync(ticket, cancellation), await files.ReadMapAsync(ticket, cancellation), chosen.Chosen.BeatOfArea);
    }

    private static async Task<IReadOnlyList<PlanSide>> SidesAsync(RunFiles files, RunTicket ticket, CancellationToken cancellation)
    {
        var sides = new List<PlanSide>();
        foreach (var side in ticket.Sides)
        {
            var content = await files.ReadSideAsync(ticket, side.Role, cancellation);
            sides.Add(new PlanSide(side.Role, SideFiles.Count(side.Role, content!), side.Hash));
        }

        return sides;
    }

    private static async Task WriteAsync(RunFiles files, RunTicket ticket, IReadOnlyList<PublishedFile> published, Func<Task> lastWord, CancellationToken cancellation)
    {
        foreach (var file in published.Where(file => file.Name != PlanJsonName))
        {
            await files.WritePlanFileAsync(ticket, file.Name, file.Content, cancellation);
        }

        await lastWord();
        await files.PublishAsync(ticket, published.Single(file => file.Name == PlanJsonName).Content, cancellation);
    }
}
