using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Geography;

namespace SmartBeats.Metrics;

/// <summary>Measures a finished plan by what was wished of it, from the assignment alone, trusting nothing the optimiser kept.</summary>
public static class WishEvaluator
{
    /// <param name="beatOfArea">Per area its beat's number, from 1.</param>
    /// <param name="forcedAreas">Areas heavier than a fair share of the workload.</param>
    /// <returns>Rounded as published: fractions to six decimals, km² and workload to three, metres to a decimetre.</returns>
    public static WishFigures Measure(
        CityMap map, AreaWorkload workload, PlanWishes wishes, WishNames names, int[] beatOfArea, int beats, IReadOnlyList<int> forcedAreas) =>
        // Which areas touch is asked by no wish.
        Measure(new MeasuredMap(map, AreaAdjacency.None), workload, wishes, names, beatOfArea, beats, forcedAreas);

    /// <inheritdoc cref="Measure(CityMap, AreaWorkload, PlanWishes, WishNames, int[], int, IReadOnlyList{int})"/>
    internal static WishFigures Measure(
        MeasuredMap map, AreaWorkload workload, PlanWishes wishes, WishNames names, int[] beatOfArea, int beats, IReadOnlyList<int> forcedAreas)
    {
        var locked = names.FindInPlan(wishes.Current?.LockedBeats ?? []).ToHashSet();
        var balance = workload.Others.Count == 0 ? null : Criteria(workload, names, beatOfArea, beats, locked, [.. names.FindInPlan(wishes.Current?.BeatsApart ?? [])]);
        return new WishFigures
        {
            Balance = balance,
            WeightedDeviation = balance is null ? null : Fraction(balance.Max(criterion => criterion.Weight * criterion.MaxDeviationOfRest)),
            KeepWhole = wishes.KeepWhole.Count == 0
                ? null
                : [.. wishes.KeepWhole.Select(whole => WholeEvaluator.Measure(whole, beatOfArea, wishes.Current is null ? null : names.CurrentOfArea))],
            EqualArea = wishes.EqualArea is { } equal ? Ground(equal, beatOfArea, beats) : null,
            Change = wishes.Current is { } current ? Change(map, workload, current, names, beatOfArea, [.. current.LockedBeats, .. forcedAreas.Select(area => current.BeatOfArea[area])]) : null,
            Locks = wishes.Current is { } keeping && keeping.LockedAreas.Length + keeping.LockedBeats.Length > 0
                ? new LockFigures(
                    [.. keeping.LockedAreas.Order().Select(area => map.Map.Areas[area].Id)],
                    [.. locked.Order().Select(beat => beat + 1)],
                    Fraction(DeviationOfRest(workload.Weights, beatOfArea, beats, [.. locked, .. forcedAreas.Select(area => beatOfArea[area] - 1)])))
                : null,
            Stations = wishes.Stations is { } stations ? Stations(stations, workload.Weights, names, beatOfArea, beats) : null,
        };
    }

    private static CriterionFigures[] Criteria(AreaWorkload workload, WishNames names, int[] beatOfArea, int beats, HashSet<int> locked, HashSet<int> apart)
    {
        AreaCriterion[] all = [new(names.Workload, workload.Unit, workload.UnitsPerOne, 1, workload.Weights), .. workload.Others];
        return [.. all.Select((criterion, c) =>
        {
            var loads = Loads(criterion.Weights, beatOfArea, beats);
            var mean = criterion.Weights.Sum() / (double)beats;
            var heavy = Enumerable.Range(0, beatOfArea.Length).Where(area => criterion.Weights[area] > mean).Select(area => beatOfArea[area] - 1);
            return new CriterionFigures(
                criterion.Name, criterion.Unit, criterion.Weight,
                Fraction(DeviationOfRest(criterion.Weights, beatOfArea, beats, apart)),
                Fraction(DeviationOfRest(criterion.Weights, beatOfArea, beats, [.. locked, .. heavy])),
                Fraction(names.Bounds[c]),
                [.. loads.Select(load => Math.Round((double)load / criterion.UnitsPerOne, 3))]);
        })];
    }

    private static GroundFigures Ground(EqualAreaWish wish, int[] beatOfArea, int beats)
    {
        var ground = new double[beats];
        for (var area = 0; area < beatOfArea.Length; area++)
        {
            ground[beatOfArea[area] - 1] += wish.SquareMetres[area] / 1e6;
        }

        var mean = ground.Sum() / beats;
        var squares = ground.Sum(km2 => (km2 - mean) * (km2 - mean));
        return new GroundFigures(wish.Strength, mean > 0 ? Fraction(Math.Sqrt(squares / beats) / mean) : 0, Math.Round(mean, 3), Math.Round(ground.Min(), 3), Math.Round(ground.Max(), 3));
    }

    private static ChangeFigures Change(MeasuredMap map, AreaWorkload workload, CurrentPlan current, WishNames names, int[] beatOfArea, HashSet<int> asideToday)
    {
        long changed = 0;
        var areas = 0;
        double changedKm2 = 0, allKm2 = 0;
        for (var area = 0; area < beatOfArea.Length; area++)
        {
            var km2 = map.SquareKilometres[area];
            allKm2 += km2;
            if (names.CurrentOfArea[area] != WishNames.None && names.CurrentOfArea[area] != beatOfArea[area] - 1)
            {
                areas++;
                changed += workload.Weights[area];
                changedKm2 += km2;
            }
        }

        var total = workload.Weights.Sum();
        int[] today = [.. current.BeatOfArea.Select(beat => beat + 1)];
        var beatsToday = today.Max();
        return new ChangeFigures(
            current.ChangeBudget, areas, Math.Round((double)changed / workload.UnitsPerOne, 3), total == 0 ? 0 : Fraction(changed / (double)total),
            Math.Round(changedKm2, 3), allKm2 > 0 ? Fraction(changedKm2 / allKm2) : 0,
            Fraction(DeviationOfRest(workload.Weights, today, beatsToday, [.. current.BeatsApart])),
            Fraction(DeviationOfRest(workload.Weights, today, beatsToday, asideToday)),
            names.Beats, names.Repairs);
    }

    private static StationFigures Stations(StationWish wish, long[] weights, WishNames names, int[] beatOfArea, int beats)
    {
        var anyWork = weights.Any(weight => weight > 0);
        var work = new double[beats];
        var sums = new double[beats][];
        var nearest = 0.0;
        for (var beat = 0; beat < beats; beat++)
        {
            sums[beat] = new double[names.Stations.Length];
        }

        for (var area = 0; area < beatOfArea.Length; area++)
        {
            var weight = anyWork ? weights[area] : 1.0;
            work[beatOfArea[area] - 1] += weight;
            nearest += weight * wish.Metres[area].Min();
            for (var s = 0; s < names.Stations.Length; s++)
            {
                sums[beatOfArea[area] - 1][s] += weight * wish.Metres[area][s];
            }
        }

        var all = work.Sum();
        BeatStation[] serving = [.. sums.Select((ofBeat, beat) =>
        {
            var best = Array.IndexOf(ofBeat, ofBeat.Min());
            return new BeatStation(beat + 1, names.Stations[best], work[beat] > 0 ? Math.Round(ofBeat[best] / work[beat], 1) : 0);
        })];
        return new StationFigures(wish.Weight, Math.Round(sums.Sum(ofBeat => ofBeat.Min()) / all, 1), Math.Round(nearest / all, 1), serving);
    }

    private static double DeviationOfRest(long[] weights, int[] beatOfArea, int beats, HashSet<int> aside)
    {
        var loads = Loads(weights, beatOfArea, beats);
        return Balance.Of([.. loads.Where((_, beat) => !aside.Contains(beat))]).MaxDeviation;
    }

    private static long[] Loads(long[] weights, int[] beatOfArea, int beats)
    {
        var loads = new long[beats];
        for (var area = 0; area < weights.Length; area++)
        {
            loads[beatOfArea[area] - 1] += weights[area];
        }

        return loads;
    }

    // A rounded -0.0000001 must not print as "-0".
    private static double Fraction(double value) => Math.Round(value, 6) + 0.0;
}
