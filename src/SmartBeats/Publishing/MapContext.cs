using System.Text.Json;
using SmartBeats.Context;

namespace SmartBeats.Publishing;

/// <summary>Roads, water and places as a page draws them: at most a megabyte, what ranks first kept.</summary>
internal static class MapContext
{
    private const int MostCharacters = 900_000;

    /// <summary>The features that fit on a page, in their order.</summary>
    public static IReadOnlyList<(ContextLayer Layer, IReadOnlyList<ContextFeature> Features)> Choose(IReadOnlyList<ContextLayer> layers)
    {
        var rest = (double)MostCharacters;
        var kept = layers.ToDictionary(layer => layer, _ => new List<ContextFeature>());
        var ranked = layers.SelectMany((layer, at) => layer.Features.Select(feature => (Layer: layer, At: at, Feature: feature))).OrderBy(one => one.Feature.Rank).ThenBy(one => one.At);
        foreach (var (layer, _, feature) in ranked)
        {
            // A step is two to six letters of the packed form.
            rest -= 12 + (feature.Name?.Length ?? 0) + feature.Paths.Sum(path => 6 + (2.5 * path.Length));
            if (rest < 0)
            {
                break;
            }

            kept[layer].Add(feature);
        }

        return [.. layers.Select(layer => (layer, (IReadOnlyList<ContextFeature>)kept[layer]))];
    }

    /// <summary>Writes the member <c>context</c>; nothing where there are no layers.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ContextLayer> layers, MapGrid grid)
    {
        if (layers.Count == 0)
        {
            return;
        }

        json.WriteStartObject("context");
        foreach (var (layer, features) in Choose(layers))
        {
            json.WriteStartObject(layer.KindWord);
            json.WriteStartArray("names");
            foreach (var feature in features)
            {
                json.WriteStringValue(feature.Name ?? "");
            }

            json.WriteEndArray();
            MapData.WriteNumbers(json, "ranks", features.Select(feature => feature.Rank), json.WriteNumberValue);
            json.WriteString("shapes", PackedShapes.Pack(features.Select(feature => Place(feature, grid))));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>The paths in steps of the grid, without repeated points.</summary>
    public static List<(int X, int Y)[]> Place(ContextFeature feature, MapGrid grid)
    {
        var placed = new List<(int X, int Y)[]>(feature.Paths.Count);
        foreach (var path in feature.Paths)
        {
            var points = new List<(int X, int Y)>(path.Length / 2);
            for (var at = 0; at < path.Length; at += 2)
            {
                var point = grid.Place((double)path[at] / ContextLayer.PartsOfDegree, (double)path[at + 1] / ContextLayer.PartsOfDegree);
                if (points.Count == 0 || points[^1] != point)
                {
                    points.Add(point);
                }
            }

            placed.Add([.. points]);
        }

        return placed;
    }
}
