using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Signals;

/// <summary>Adds up a signal by area: points as calls are, lines by length inside, polygons by share of ground.</summary>
/// <remarks>
/// What lies on an edge between areas, or where areas overlap, counts once, in the area with the lower index. Only the request's dates,
/// weekdays and hours ask something of a signal, and only where its shapes have times.
/// </remarks>
public static class SignalJoin
{
    /// <summary>Parts of a line or polygon below this share of it are edges drawn twice.</summary>
    private const double LeastShare = 1e-9;

    private const int ThousandthsPerOne = 1000;

    /// <summary>What each area has of a signal.</summary>
    /// <param name="map">The city's areas.</param>
    /// <param name="index">Of the same map.</param>
    /// <param name="request">Whose dates, weekdays and hours count.</param>
    /// <param name="notes">Gains how much counted and how much lies outside.</param>
    /// <exception cref="InputException">Nothing of it lies in the city at the time asked for.</exception>
    public static SignalAmounts Join(SignalLayer layer, CityMap map, AreaIndex index, PlanRequest request, List<string> notes)
    {
        var when = new CallFilter(new PlanRequest { From = request.From, To = request.To, Weekdays = request.Weekdays, Hours = request.Hours });
        SignalFeature[] counted = [.. layer.Features.Where(feature => feature.LocalSeconds is not { } local || when.Matches(new Call("", 0, null, 0, 0, local, local, "", null, null)))];
        var isWhole = layer.Kind == SignalShape.Points && counted.All(feature => double.IsInteger(feature.Amount ?? 1));
        var unitsPerOne = isWhole ? 1 : ThousandthsPerOne;
        var sums = new double[map.Areas.Count];
        var outside = layer.Kind == SignalShape.Points ? AddPoints(counted, index, sums) : AddShapes(layer.Kind, counted, map, sums);
        long[] units = [.. sums.Select(sum => (long)Math.Round(sum * unitsPerOne))];
        var inside = units.Sum() / (double)unitsPerOne;
        if (inside == 0)
        {
            throw new InputException(
                layer.Name,
                counted.Length == 0 ? $"none of its {Words.Count(layer.Features.Count)} shapes is of the time asked for" : "nothing of it lies in the city",
                counted.Length == 0 ? "Widen the dates or hours, or load the signal of that time." : "Check that it is of this city and says its coordinate system.");
        }

        outside = Math.Round(outside, 3);
        var untimely = layer.Features.Count - counted.Length;
        notes.Add($"{Words.Count(Math.Round(inside, 3))} {layer.Unit} counted; "
            + (outside == 0 ? "none lie outside the city" : $"{Words.Count(outside)} more lie outside the city and in no beat")
            + (untimely == 0 ? "." : $"; {Words.Count(untimely)} of {Words.Count(layer.Features.Count)} shapes are of another time."));
        return new SignalAmounts(layer.Name, SignalKind.Layer, layer.Unit, unitsPerOne, units);
    }

    private static double AddPoints(SignalFeature[] features, AreaIndex index, double[] sums)
    {
        var outside = 0.0;
        foreach (var feature in features)
        {
            var place = ((Point)feature.Shape).Coordinate;
            var (area, amount) = (index.Find(place.X, place.Y), feature.Amount ?? 1);
            if (area < 0)
            {
                outside += amount;
            }
            else
            {
                sums[area] += amount;
            }
        }

        return outside;
    }

    private static double AddShapes(SignalShape kind, SignalFeature[] features, CityMap map, double[] sums)
    {
        var tree = new STRtree<Area>();
        foreach (var area in map.Areas)
        {
            tree.Insert(area.Shape.EnvelopeInternal, area);
        }

        var outside = 0.0;
        foreach (var feature in features)
        {
            var whole = Measure(kind, feature.Shape);
            if (whole <= 0)
            {
                continue;
            }

            // What an area has taken is no other's: the lower index comes first.
            var (rest, perMeasure) = (feature.Shape, (feature.Amount ?? whole / 1000) / whole);
            foreach (var area in tree.Query(feature.Shape.EnvelopeInternal).OrderBy(area => area.Index))
            {
                if (rest.IsEmpty || !area.Shape.Intersects(rest))
                {
                    continue;
                }

                var part = Measure(kind, area.Shape.Intersection(rest));
                if (part > LeastShare * whole)
                {
                    sums[area.Index] += part * perMeasure;
                    rest = rest.Difference(area.Shape);
                }
            }

            var left = Measure(kind, rest);
            outside += left > LeastShare * whole ? left * perMeasure : 0;
        }

        return outside;
    }

    /// <summary>Metres of a line, square metres of ground.</summary>
    private static double Measure(SignalShape kind, Geometry shape)
    {
        if (kind == SignalShape.Polygons)
        {
            return LocalMetres.Area(shape);
        }

        // Where lines only touch an area, points come out: they have no length.
        return LocalMetres.Length(shape);
    }
}
