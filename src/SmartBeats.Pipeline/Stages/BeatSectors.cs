using SmartBeats.Calls;
using SmartBeats.Comparison;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Pipeline.Run;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>The sectors of a plan: given ones that its beats are nested in, or made of its beats.</summary>
internal static class BeatSectors
{
    /// <summary>The sectors the request came with; null for none.</summary>
    /// <exception cref="InputException">An area of the map is in none of them.</exception>
    public static async Task<GivenSectors?> FindGivenAsync(RunFiles files, RunTicket ticket, CityMap map, CancellationToken cancellation) =>
        await files.ReadSideAsync(ticket, SideFiles.Within, cancellation) is { } content ? SectorList.On(SectorList.Read(SideFiles.Within, content, map), map) : null;

    /// <param name="numbered">Per area the number of its beat, from 1.</param>
    /// <returns>Null where nobody asked, or where beats drawn by hand lie in two of the given sectors.</returns>
    public static async Task<PlanSectors?> FindAsync(
        RunFiles files, RunTicket ticket, MeasuredMap measured, AreaWorkload workload, DistrictingProblem problem, int[] numbered, PlanRequest request,
        CancellationToken cancellation)
    {
        int[] beatOfArea = [.. numbered.Select(number => number - 1)];
        if (await FindGivenAsync(files, ticket, measured.Map, cancellation) is { } given)
        {
            return given.FindOfBeats(beatOfArea, problem.Beats) is { } sectorOf
                ? Measure([.. sectorOf.Select(sector => sector + 1)], given.Names.Count) with { Names = given.Names }
                : null;
        }

        return request.Sectors > 0 ? Group() : null;

        PlanSectors Group()
        {
            var ofBeat = SectorDesign.Group(problem.Graph, beatOfArea, problem.Beats, request.Sectors, request.Tolerance, request.Seed);
            var ofArea = BeatNumbers.FromNorthWest(measured.Map, [.. beatOfArea.Select(beat => ofBeat[beat])], request.Sectors);
            for (var area = 0; area < ofArea.Length; area++)
            {
                ofBeat[beatOfArea[area]] = ofArea[area];
            }

            return Measure(ofBeat, request.Sectors);
        }

        PlanSectors Measure(int[] ofBeat, int sectors)
        {
            int[] ofArea = [.. beatOfArea.Select(beat => ofBeat[beat])];
            var outlines = BeatOutlines.Dissolve(measured.Map, [.. ofArea.Select(number => number - 1)], sectors);
            return new PlanSectors(ofBeat, PlanEvaluator.Measure(measured.Map, measured.Adjacency, workload, ofArea, sectors, 0, [], outlines));
        }
    }
}
