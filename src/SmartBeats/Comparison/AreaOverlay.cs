using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using SmartBeats.Geography;

namespace SmartBeats.Comparison;

/// <summary>Areas given to the beats of another layer, each whole to the one that covers most of it.</summary>
/// <param name="BeatOfArea">Per area the index of a beat of the layer; an area that none covers goes to the nearest.</param>
/// <param name="Straddling">Areas of which more than <see cref="Hair"/> lies in beats other than theirs, ascending.</param>
/// <param name="StraddlingShare">Of the ground that any beat covers, the fraction that lies in another beat than its area was given to.</param>
/// <param name="Uncovered">Areas that no beat covers, ascending.</param>
public sealed record AreaOverlay(int[] BeatOfArea, IReadOnlyList<int> Straddling, double StraddlingShare, IReadOnlyList<int> Uncovered)
{
    /// <summary>Below this fraction of an area, an overlap with another beat is the two layers' lines drawn twice.</summary>
    public const double Hair = 0.05;

    /// <remarks>Ties go to the beat that comes first in its layer. Cost: an intersection for every pair whose boxes meet.</remarks>
    public static AreaOverlay Of(CityMap areas, CityMap beats)
    {
        var tree = new STRtree<int>();
        foreach (var beat in beats.Areas)
        {
            tree.Insert(beat.Shape.EnvelopeInternal, beat.Index);
        }

        var beatOfArea = new int[areas.Areas.Count];
        var straddling = new List<int>();
        var uncovered = new List<int>();
        double covered = 0, elsewhere = 0;
        foreach (var area in areas.Areas)
        {
            var shares = tree.Query(area.Shape.EnvelopeInternal).Order()
                .Select(beat => (Beat: beat, SquareMetres: Common(area.Shape, beats.Areas[beat].Shape)))
                .Where(share => share.SquareMetres > 0).ToList();
            if (shares.Count == 0)
            {
                uncovered.Add(area.Index);
                beatOfArea[area.Index] = beats.Areas.MinBy(beat => beat.Shape.Distance(area.Shape))!.Index;
                continue;
            }

            var (most, squareMetres) = shares.MaxBy(share => share.SquareMetres);
            var all = shares.Sum(share => share.SquareMetres);
            beatOfArea[area.Index] = most;
            covered += all;
            elsewhere += all - squareMetres;
            if (all - squareMetres > Hair * all)
            {
                straddling.Add(area.Index);
            }
        }

        return new AreaOverlay(beatOfArea, straddling, covered > 0 ? elsewhere / covered : 0, uncovered);
    }

    private static double Common(Geometry area, Geometry beat) =>
        LocalMetres.Area(OverlayNGRobust.Overlay(area, beat, SpatialFunction.Intersection));
}
