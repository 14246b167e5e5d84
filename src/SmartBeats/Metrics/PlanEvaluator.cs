using NetTopologySuite.Geometries;
using SmartBeats.Calls;
using SmartBeats.Geography;

namespace SmartBeats.Metrics;

/// <summary>Measures a finished plan afresh, from the assignment and the map, trusting nothing the optimiser kept.</summary>
public static class PlanEvaluator
{
    /// <summary>Measures one plan.</summary>
    /// <param name="map">The areas.</param>
    /// <param name="adjacency">Which of them touch, and the bridges of a disconnected map.</param>
    /// <param name="workload">What each area weighs.</param>
    /// <param name="beatOfArea">Per area its beat's number, from 1 to <paramref name="beats"/>, as in a published plan.</param>
    /// <param name="beats">How many beats there are; each holds at least one area.</param>
    /// <param name="lowerBound">The max deviation no plan can beat, a fraction, at least 0.</param>
    /// <param name="forcedAreas">Indexes of the areas heavier than a fair share.</param>
    /// <param name="outlines">The dissolved shape of every beat in order of number, EPSG:4326.</param>
    /// <param name="apart">Numbers of beats that are left out of all figures on workload; null for none.</param>
    /// <returns>Measures rounded as they are published, see <see cref="PublishedPrecision"/>.</returns>
    /// <remarks>
    /// A map without any workload has a mean of 0 and nothing to balance: every deviation is 0, and distances weigh all
    /// areas alike. Cost: linear in areas, boundaries and vertices.
    /// </remarks>
    /// <exception cref="ArgumentException">The lists differ in length, a number lies outside 1..beats, or a beat is empty.</exception>
    public static PlanMeasures Measure(
        CityMap map,
        AreaAdjacency adjacency,
        AreaWorkload workload,
        int[] beatOfArea,
        int beats,
        double lowerBound,
        IReadOnlyList<int> forcedAreas,
        IReadOnlyList<Geometry> outlines,
        IReadOnlyCollection<int>? apart = null) => Measure(
        new MeasuredMap(map, adjacency), workload, beatOfArea, beats, lowerBound, forcedAreas, [.. outlines.Select(BeatShape.Measure)], apart);

    /// <param name="map">The areas and which of them touch.</param>
    /// <param name="shapes">Of every beat, in order of number.</param>
    /// <inheritdoc cref="Measure(CityMap, AreaAdjacency, AreaWorkload, int[], int, double, IReadOnlyList{int}, IReadOnlyList{Geometry}, IReadOnlyCollection{int})"/>
    internal static PlanMeasures Measure(
        MeasuredMap map,
        AreaWorkload workload,
        int[] beatOfArea,
        int beats,
        double lowerBound,
        IReadOnlyList<int> forcedAreas,
        IReadOnlyList<BeatShape> shapes,
        IReadOnlyCollection<int>? apart = null)
    {
        apart ??= [];
        var adjacency = map.Adjacency;
        var areasOfBeat = CountAreas(map, workload, beatOfArea, beats, shapes.Count);
        var calls = new long[beats];
        var loads = new long[beats];
        for (var area = 0; area < beatOfArea.Length; area++)
        {
            calls[beatOfArea[area] - 1] += workload.Calls[area];
            loads[beatOfArea[area] - 1] += workload.Weights[area];
        }

        var balance = Balance.Of([.. loads.Where((_, beat) => !apart.Contains(beat + 1))]);
        int[] forced = [.. forcedAreas.Order()];
        var rest = Rest(loads, [.. apart, .. forced.Select(area => beatOfArea[area])]);
        var pieces = BeatContiguity.Check(adjacency, map.Neighbours, beatOfArea, beats);
        var (edgesCut, boundaryMetres) = Borders(adjacency, beatOfArea);
        var rows = new BeatMeasures[beats];
        for (var beat = 0; beat < beats; beat++)
        {
            var (squareMetres, perimeterMetres) = shapes[beat];
            rows[beat] = new BeatMeasures(
                beat + 1,
                areasOfBeat[beat],
                calls[beat],
                (double)loads[beat] / workload.UnitsPerOne,
                apart.Contains(beat + 1) ? 0 : balance.Deviation(loads[beat]),
                squareMetres / 1e6,
                perimeterMetres / 1000,
                Compactness.PolsbyPopper(squareMetres, perimeterMetres))
            {
                Apart = apart.Contains(beat + 1),
            };
        }

        return new PlanMeasures(
            rows,
            (double)balance.Total / workload.UnitsPerOne,
            balance.Mean / workload.UnitsPerOne,
            balance.MaxDeviation,
            balance.CoefficientOfVariation,
            lowerBound,
            Math.Max(0, balance.MaxDeviation - lowerBound),
            forced,
            rest.MaxDeviation,
            edgesCut,
            boundaryMetres / 1000,
            rows.Average(row => row.PolsbyPopper),
            rows.Min(row => row.PolsbyPopper),
            BeatDistances.MeanDistanceMetres(map.Centres, workload.Weights, beatOfArea, beats),
            pieces.Contiguous,
            pieces.BridgesNeeded)
        {
            ForcedShares = [.. forced.Select(area => rest.Mean == 0 ? 0 : workload.Weights[area] / rest.Mean)],
        }.ToPublishedPrecision();
    }

    private static int[] CountAreas(MeasuredMap map, AreaWorkload workload, int[] beatOfArea, int beats, int outlines)
    {
        var areas = map.Map.Areas.Count;
        if (map.Adjacency.AreaCount != areas || workload.Weights.Length != areas || workload.Calls.Length != areas || beatOfArea.Length != areas)
        {
            throw new ArgumentException($"Map, adjacency, workload and assignment speak of {areas}, {map.Adjacency.AreaCount}, {workload.Weights.Length} and {beatOfArea.Length} areas.");
        }

        if (outlines != beats)
        {
            throw new ArgumentException($"{outlines} outlines for {beats} beats.", nameof(outlines));
        }

        var count = new int[beats];
        foreach (var number in beatOfArea)
        {
            if (number < 1 || number > beats)
            {
                throw new ArgumentException($"Beat {number} is not among 1..{beats}.", nameof(beatOfArea));
            }

            count[number - 1]++;
        }

        var empty = Array.IndexOf(count, 0);
        return empty < 0 ? count : throw new ArgumentException($"Beat {empty + 1} has no area.", nameof(beatOfArea));
    }

    internal static (int EdgesCut, double Metres) Borders(AreaAdjacency adjacency, int[] beatOfArea)
    {
        var cut = 0;
        var metres = 0.0;
        foreach (var boundary in adjacency.Boundaries)
        {
            if (beatOfArea[boundary.A] != beatOfArea[boundary.B])
            {
                cut++;
                metres += boundary.LengthMetres;
            }
        }

        return (cut, metres);
    }

    /// <summary>The balance of the other beats, about their own mean.</summary>
    /// <param name="aside">Numbers of beats.</param>
    internal static Balance Rest(long[] loads, IReadOnlyCollection<int> aside) => Balance.Of([.. loads.Where((_, beat) => !aside.Contains(beat + 1))]);
}

/// <summary>What is measured of a beat's outline.</summary>
/// <param name="SquareMetres">On the ground, holes taken out.</param>
/// <param name="PerimeterMetres">Of the whole outline, holes' edges counted.</param>
internal readonly record struct BeatShape(double SquareMetres, double PerimeterMetres)
{
    /// <param name="outline">EPSG:4326.</param>
    public static BeatShape Measure(Geometry outline) => new(LocalMetres.Area(outline), LocalMetres.Length(outline));
}
